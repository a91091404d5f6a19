// The ids and names of some people.
// mode: read
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
RETURN p.key AS key, p.id AS id, p.name AS name
