// Hides what people show publicly whose rows stand in some documents, until they are recounted.
// mode: write
// visibility: system
UNWIND $documents AS document
MATCH (e:Evidence {thread: document})
WITH DISTINCT e.person AS key
MATCH (p:Person {key: key})
SET p.stale = true, p.veiled = true
