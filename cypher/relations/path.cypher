// A shortest way from one skill to another over relations of the vocabulary and accepted crosswalks.
// mode: read
// visibility: viewer
MATCH (a:Skill {id: $from_})
MATCH (b:Skill {id: $to})
WHERE size($scopes) > 0 AND a <> b
MATCH p = shortestPath((a)-[:BROADER|RELATED|REQUIRES|CROSSWALK|MERGED_INTO*..8]-(b))
WHERE all(r IN relationships(p) WHERE type(r) <> 'CROSSWALK' OR r.status = 'accepted')
  AND all(n IN nodes(p) WHERE n.retired IS NULL AND (n:Skill OR n:Competency))
RETURN [n IN nodes(p) | n.id] AS ids,
       [n IN nodes(p) | CASE WHEN n:Skill THEN 'Skill' ELSE 'Competency' END] AS kinds,
       [n IN nodes(p) | coalesce(n.renamed, n.name)] AS names,
       [r IN relationships(p) | type(r)] AS types,
       [n IN range(0, length(p) - 1) | startNode(relationships(p)[n]) = nodes(p)[n]] AS forward,
       [r IN relationships(p) | coalesce(r.relation, '')] AS relations,
       [r IN relationships(p) | coalesce(r.confidence, 1.0)] AS confidences
