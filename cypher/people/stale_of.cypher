// Which of some people are to be recounted anyway.
// mode: read
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key, stale: true})
RETURN p.key AS person
