// Rows about some people that speak of some skills, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE any(skill IN $skills WHERE skill IN e.m)
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN e.id AS id, e.person AS person, e.author AS author, e.thread AS thread, e.at AS at, e.m AS m
ORDER BY at DESC, id DESC
