// Whose accounts these are.
// mode: read
// visibility: system
UNWIND $accounts AS account
MATCH (a:Account {key: account})-[:OF]->(p:Person)
RETURN account, p.key AS person
