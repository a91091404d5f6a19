// Rows about some people that speak of some skills, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE any(skill IN $skills WHERE skill IN e.m)
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
WITH e
ORDER BY e.at DESC, e.id DESC
WITH collect(e.id) AS id, collect(e.person) AS person, collect(e.author) AS author, collect(e.thread) AS thread,
     collect(e.at) AS at, collect(e.features) AS features, collect(e.m) AS m
WHERE size(id) > 0
RETURN id, person, author, thread, at, features, m
