// The next live pieces of content after an id, with all that their review looks at.
// mode: read
// visibility: viewer
MATCH (c:Content {status: 'live'})
WHERE size($scopes) > 0 AND c.id > $after
WITH c
ORDER BY c.id
LIMIT $first
CALL (c) {
  OPTIONAL MATCH (p:Person)-[:OWNS]->(c)
  OPTIONAL MATCH (p)-[:REPORTS_TO]->(m:Person)
  WHERE NOT coalesce(m.left OR m.ends > '' AND m.ends < toString(date()), false)
  RETURN p, m
  ORDER BY p.id
  LIMIT 1
}
RETURN c.id AS id, c.title AS title, coalesce(c.description, '') AS text, c.kind AS kind,
       coalesce(c.languages, []) AS languages, coalesce(c.regions, []) AS regions, c.review_on AS review_on,
       coalesce(c.mandatory, false) AS mandatory, c.translation_of AS translation_of,
       c.replaced_by AS replaced_by, p.id AS owner,
       coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AS owner_left, m.id AS successor,
       COLLECT {
         MATCH (c)-[t:TEACHES]->(s:Skill|Competency)
         RETURN [CASE WHEN s:Skill THEN 'skill' ELSE 'competency' END, s.id, t.`from`, t.`to`] ORDER BY s.id
       } AS teaches,
       COLLECT { MATCH (c)-[:TEACHES]->(s:Retired {was: 'Competency'}) RETURN s.name ORDER BY s.name } AS retired,
       COLLECT {
         MATCH (c)-[n:NEEDS {status: 'resolved'}]->(o:Content|Skill|Competency)
         RETURN DISTINCT o.id ORDER BY o.id
       } AS needs
ORDER BY id
