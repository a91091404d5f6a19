// What pieces of content teach.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (c:Content {id: id})-[t:TEACHES]->(s:Skill|Competency)
RETURN c.id AS content, CASE WHEN s:Skill THEN 'skill' ELSE 'competency' END AS target, s.id AS id,
       s.name AS name, t.`from` AS start_level, t.`to` AS end_level, t.source AS source,
       t.confidence AS confidence, t.text AS text, t.`start` AS start, t.`end` AS end
ORDER BY content, confidence DESC, name, id
