// Gives accounts to people, who come to be when they are not there yet.
// mode: write
// visibility: system
UNWIND $placings AS one
MATCH (a:Account {key: one.account})
OPTIONAL MATCH (a)-[of:OF]->(:Person)
DELETE of
WITH DISTINCT a, one
MERGE (p:Person {key: one.person})
ON CREATE SET p.id = one.id
CREATE (a)-[:OF]->(p)
