// Gives an account to another person.
// mode: write
// visibility: system
MATCH (a:Account {key: $account})-[of:OF]->(:Person)
DELETE of
WITH a
MATCH (p:Person {key: $person})
CREATE (a)-[:OF]->(p)
