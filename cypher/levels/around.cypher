// Who else took part in some threads, and how, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $threads AS thread
MATCH (e:Evidence {thread: thread})
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN DISTINCT e.thread AS thread, e.person AS person, e.at AS at, e.features AS features
