// Some skills with their labels and relations.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (s:Skill {id: id})
RETURN s.id AS id, s.name AS name, s.aliases AS aliases, s.category AS category,
       COLLECT { MATCH (s)-[:BROADER]->(b:Skill) RETURN b.id ORDER BY b.id } AS broader,
       COLLECT { MATCH (s)-[:RELATED]->(r:Skill) RETURN r.id ORDER BY r.id } AS related,
       s.ordinary AS ordinary,
       COLLECT { MATCH (s)-[:REQUIRES]->(q:Skill) RETURN q.id ORDER BY q.id } AS requires,
       [n IN range(0, size(coalesce(s.languages, [])) - 1) | [s.languages[n], s.translated[n]]] AS translations
