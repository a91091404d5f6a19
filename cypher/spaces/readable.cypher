// The scopes a person may read: public ones, and the private spaces of their accounts.
// mode: read
// visibility: system
MATCH (p:Person {id: $person})
OPTIONAL MATCH (p)<-[:OF]-(:Account)-[:CAN_READ]->(s:Space)
WHERE s.scope <> '*'
WITH p, collect(DISTINCT s.scope) AS private
RETURN ['*'] + private AS scopes
