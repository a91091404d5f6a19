// Writes a pathway of somebody.
// mode: write
// visibility: system
MATCH (p:Person {key: $person})
MERGE (w:Pathway {id: $pathway.id})
SET w = $pathway
MERGE (p)-[:FOLLOWS]->(w)
