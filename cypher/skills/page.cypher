// The next skills that a text is part of a label of, in the order of their names.
// mode: read
// visibility: viewer
MATCH (s:Skill)
WHERE size($scopes) > 0 AND (s.name > $after_name OR (s.name = $after_name AND s.id > $after_id))
  AND any(label IN [s.name] + s.aliases WHERE toLower(label) CONTAINS toLower($search))
WITH s ORDER BY s.name, s.id LIMIT $first
RETURN s.id AS id, s.name AS name, s.aliases AS aliases, s.category AS category,
       COLLECT { MATCH (s)-[:BROADER]->(b:Skill) RETURN b.id ORDER BY b.id } AS broader,
       COLLECT { MATCH (s)-[:RELATED]->(r:Skill) RETURN r.id ORDER BY r.id } AS related,
       s.ordinary AS ordinary
ORDER BY s.name, s.id
