// What some pieces of content teach.
// mode: read
// visibility: public
UNWIND $ids AS id
MATCH (c:Content {id: id})-[t:TEACHES]->(s:Skill|Competency)
RETURN id AS content, CASE WHEN s:Skill THEN 'skill' ELSE 'competency' END AS target, s.id AS id, s.name AS name,
       t.`from` AS start_level, t.`to` AS end_level, coalesce(t.source, 'stated') AS source,
       coalesce(t.confidence, 1.0) AS confidence
ORDER BY content, target, id
