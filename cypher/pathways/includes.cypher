// The competencies that include skills, with these.
// mode: read
// visibility: public
MATCH (c:Competency)-[:INCLUDES]->(s:Skill)
WITH c, s ORDER BY c.id, s.id
RETURN c.id AS competency, c.name AS name, collect(DISTINCT s.id) AS skills
ORDER BY competency
