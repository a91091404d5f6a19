// The skills that rows of some threads name, in spaces that the viewer may read.
// mode: read
// visibility: viewer
UNWIND $threads AS thread
MATCH (e:Evidence {thread: thread})
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes AND size(e.m) > 0
RETURN e.thread AS thread, e.m AS m
