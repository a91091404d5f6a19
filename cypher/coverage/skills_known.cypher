// The next skills after an id that anybody has shown anything of, in scopes that the viewer may read.
// mode: read
// visibility: viewer
MATCH (s:Skill)
WHERE s.id > $after AND EXISTS { (s)<-[k:KNOWS]-(:Person) WHERE k.scope IN $scopes }
RETURN s.id
ORDER BY s.id
LIMIT $first
