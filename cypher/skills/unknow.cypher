// Removes some of what anybody is known to know of some skills; whoever knew them is to be recounted.
// mode: write
// visibility: steward
UNWIND $keys AS key
MATCH (p:Person)-[k:KNOWS]->(:Skill {key: key})
WITH p, k LIMIT $most
SET p.stale = true
DELETE k
RETURN count(*) AS number
