// What some pieces of content need, as far as it is a relationship.
// mode: read
// visibility: public
UNWIND $ids AS id
MATCH (c:Content {id: id})-[n:NEEDS]->(s:Skill|Competency|Content)
RETURN id AS content,
       CASE WHEN s:Skill THEN 'skill' WHEN s:Content THEN 'content' ELSE 'competency' END AS target, s.id AS id,
       coalesce(s.name, s.title) AS name, n.clause AS clause, n.level AS level, n.status AS status,
       coalesce(n.confidence, 1.0) AS confidence, n.text AS text, n.`start` AS start, n.`end` AS end
ORDER BY content, clause, target, id
