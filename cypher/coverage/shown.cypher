// What somebody wrote or is said of them since a time that speaks of skills, in spaces that the viewer may read.
// mode: read
// visibility: viewer
MATCH (e:Evidence {person: $person})
WHERE e.at >= $since AND size(e.m) > 0
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN e.thread AS thread, e.at AS at, e.m AS m
ORDER BY at, e.id
