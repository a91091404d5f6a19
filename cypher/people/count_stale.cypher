// How many people are still to be recounted.
// mode: read
// visibility: system
MATCH (p:Person {stale: true})
RETURN count(p) AS people
