// What some people asked since a time, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE e.at >= $since AND any(n IN range(1, size(e.m) - 1, $fields) WHERE e.m[n] = $asked)
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN e.person AS person, e.at AS at, e.m AS m
ORDER BY at DESC, e.id
