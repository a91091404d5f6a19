// Says that somebody no longer holds a role level or role.
// mode: write
// visibility: steward
MATCH (p:Person {id: $person})-[h:HOLDS]->(l {id: $held})
DELETE h
