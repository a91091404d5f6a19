// Writes new relationships.
// mode: write
// visibility: system
UNWIND $rows AS row
MATCH (p:Person {key: row.person})
MATCH (s:Skill {key: row.skill})
CREATE (p)-[:KNOWS {id: row.id, pool: s.id + '|' + row.scope, scope: row.scope, b: row.b, n: row.n, g: row.g,
                    threads: row.threads, newest: row.newest}]->(s)
