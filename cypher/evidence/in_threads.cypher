// Rows about people in some threads each, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $contributions AS one
MATCH (e:Evidence {thread: one.thread})
WHERE e.person = one.person
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN e.id AS id, e.person AS person, e.thread AS thread, e.at AS at, e.features AS features
ORDER BY at DESC, id DESC
