// Hides what people whose rows stand in a space show publicly, until they are recounted.
// mode: write
// visibility: system
MATCH (e:Evidence {space: $space})
WITH DISTINCT e.person AS key
MATCH (p:Person {key: key})
SET p.stale = true, p.veiled = true
