// The skills that somebody has shown anything of, in scopes that the viewer may read.
// mode: read
// visibility: viewer
MATCH (p:Person {key: $person})-[k:KNOWS]->(s:Skill)
WHERE k.scope IN $scopes AND NOT (k.scope = '*' AND coalesce(p.veiled, false))
RETURN DISTINCT s.id AS id
ORDER BY id
