// Makes exactly these accounts able to read a space.
// mode: write
// visibility: system
MATCH (s:Space {key: $space})
OPTIONAL MATCH (former:Account)-[can:CAN_READ]->(s)
WHERE NOT former.key IN $accounts
DELETE can
WITH DISTINCT s
UNWIND $accounts AS account
MATCH (a:Account {key: account})
MERGE (a)-[:CAN_READ]->(s)
