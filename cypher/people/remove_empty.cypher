// Removes people who have no account, are not listed, and about whom nothing is known.
// mode: write
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE NOT EXISTS { (p)<-[:OF]-() } AND p.listed_name IS NULL AND NOT EXISTS { (p)-[:KNOWS]->() }
  AND NOT EXISTS { (p)-[:COMPLETED|SHOWED]->() }
CALL (p) {
  MATCH (p)-[:FOLLOWS]->(w:Pathway)
  DETACH DELETE w
}
DETACH DELETE p
