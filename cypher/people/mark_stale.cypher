// Marks people whose relationships are to be recounted.
// mode: write
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
SET p.stale = true
