// The ids of all competencies that published frameworks define.
// mode: read
// visibility: public
MATCH (:Framework)-[:DEFINES]->(c:Competency)
RETURN DISTINCT c.id AS id
ORDER BY id
