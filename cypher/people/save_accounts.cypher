// Writes accounts, each with a person when it has none yet.
// mode: write
// visibility: system
UNWIND $accounts AS account
MERGE (a:Account {key: account.key})
SET a.id = account.id, a.source = account.source, a.handle = account.handle, a.name = account.name,
    a.email = account.email, a.deleted = account.deleted, a.bot = account.bot
MERGE (p:Person {key: account.person_key})
ON CREATE SET p.id = account.person
WITH a, p
WHERE NOT EXISTS { (a)-[:OF]->(:Person) }
CREATE (a)-[:OF]->(p)
