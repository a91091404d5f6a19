// The next crosswalks by the name of what they come from, of one standing or of all.
// mode: read
// visibility: viewer
MATCH (c:Competency)-[x:CROSSWALK]->(t)
WHERE size($scopes) > 0 AND ($standing = '' OR x.status = $standing)
  AND (c.name > $after_name OR (c.name = $after_name AND x.id > $after_id))
RETURN x.id AS id, c.id AS source, t.id AS target, x.relation AS relation, x.confidence AS confidence,
       x.reason AS reason, x.status AS standing, x.by AS by, x.at AS at, c.name AS source_name,
       coalesce(t.renamed, t.name) AS target_name, t:Skill AS to_skill
ORDER BY source_name, id
LIMIT $first
