// Remembers what is contested, each once, at the account that it is about, or else at the person.
// mode: write
// visibility: system
UNWIND $contests AS one
MERGE (c:Contest {id: one.id})
ON CREATE SET c.target = one.target, c.skill = one.skill, c.reason = $reason, c.by = $by, c.at = $at,
              c.state = 'open', c.decided_by = '', c.decided_at = 0
WITH c
OPTIONAL MATCH (a:Account {key: $account})
OPTIONAL MATCH (p:Person {key: $person})
WITH c, coalesce(a, p) AS held
WHERE held IS NOT NULL
MERGE (held)-[:CONTESTED]->(c)
