// Rewrites changed relationships.
// mode: write
// visibility: system
UNWIND $rows AS row
MATCH ()-[k:KNOWS {id: row.id}]->()
SET k.b = row.b, k.n = row.n, k.g = row.g, k.threads = row.threads, k.newest = row.newest
