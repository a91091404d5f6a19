// People whose relationships are to be recounted.
// mode: read
// visibility: system
MATCH (p:Person {stale: true})
RETURN p.key AS person
LIMIT $first
