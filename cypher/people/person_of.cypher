// Whose account this is.
// mode: read
// visibility: system
MATCH (a:Account {key: $account})-[:OF]->(p:Person)
RETURN p.key AS person
