// Some crosswalks.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (c:Competency)-[x:CROSSWALK {id: id}]->(t)
RETURN x.id AS id, c.id AS source, t.id AS target, x.relation AS relation, x.confidence AS confidence,
       x.reason AS reason, x.status AS standing, x.by AS by, x.at AS at, c.name AS source_name,
       coalesce(t.renamed, t.name) AS target_name, t:Skill AS to_skill
