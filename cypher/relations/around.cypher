// What some skills relate to, of some kinds, and where each relation comes from.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (s:Skill {id: id})
CALL (s) {
  MATCH (s)-[:BROADER]->(o:Skill)
  WHERE 'broader' IN $kinds
  RETURN 'broader' AS kind, o, 'the vocabulary' AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)<-[:BROADER]-(o:Skill)
  WHERE 'narrower' IN $kinds
  RETURN 'narrower' AS kind, o, 'the vocabulary' AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)-[:RELATED]-(o:Skill)
  WHERE 'related' IN $kinds
  RETURN DISTINCT 'related' AS kind, o, 'the vocabulary' AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)-[:REQUIRES]->(o:Skill)
  WHERE 'requires' IN $kinds
  RETURN 'requires' AS kind, o, 'the vocabulary' AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)<-[:REQUIRES]-(o:Skill)
  WHERE 'required by' IN $kinds
  RETURN 'required by' AS kind, o, 'the vocabulary' AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)<-[:INCLUDES]-(c:Competency)<-[q:REQUIRES]-(o:Role|RoleLevel)
  WHERE 'required by' IN $kinds
  WITH o, min(c.name) AS name
  RETURN 'required by' AS kind, o, 'the competency ' + name AS source, 1.0 AS confidence
  UNION ALL
  MATCH (s)<-[n:NEEDS]-(o:Content {status: 'live'})
  WHERE 'required by' IN $kinds AND n.status = 'resolved'
  RETURN 'required by' AS kind, o, 'its prerequisites' AS source, coalesce(max(n.confidence), 1.0) AS confidence
  UNION ALL
  MATCH (s)<-[t:TEACHES]-(o:Content {status: 'live'})
  WHERE 'taught by' IN $kinds
  RETURN 'taught by' AS kind, o, coalesce(max(t.source), 'stated') AS source,
         coalesce(max(t.confidence), 1.0) AS confidence
  UNION ALL
  MATCH (s)<-[x:CROSSWALK]-(o:Competency)
  WHERE 'crosswalk' IN $kinds AND x.status <> 'refused'
  RETURN 'crosswalk' AS kind, o, x.relation + ', ' + x.status AS source, x.confidence AS confidence
}
WITH s, kind, o, source, confidence,
     CASE WHEN o:Skill THEN 'Skill' WHEN o:Content THEN 'Content' WHEN o:Competency THEN 'Competency'
          WHEN o:Role THEN 'Role' ELSE 'RoleLevel' END AS other_kind
WHERE o.retired IS NULL
ORDER BY confidence DESC, other_kind, o.id
WITH s, kind, collect({
       kind: other_kind, id: o.id, name: coalesce(o.renamed, o.name, o.title), source: source, confidence: confidence
     })[..$most] AS others
UNWIND others AS other
RETURN s.id AS skill, kind, other.kind AS other_kind, other.id AS other, other.name AS name, other.source AS source,
       other.confidence AS confidence
ORDER BY skill, kind, confidence DESC, other
