// The competencies of published frameworks by name.
// mode: read
// visibility: system
MATCH (c:Competency)
RETURN c.id AS id, c.name AS name
ORDER BY id
