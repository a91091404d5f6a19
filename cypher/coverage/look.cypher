// Writes down that somebody looked at what concerns a person.
// mode: write
// visibility: system
MATCH (p:Person {key: $person})
CREATE (l:Look {id: randomUUID(), what: $what, at: $at})-[:AT]->(p)
WITH l
MATCH (by:Person {id: $by})
CREATE (by)-[:LOOKED]->(l)
