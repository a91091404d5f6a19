// Writes what observers saw people do.
// mode: write
// visibility: steward
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (by:Person {id: row.observer})
MATCH (c:Competency {id: row.competency})
MERGE (o:Observation {id: row.id})
SET o.level = row.level, o.at = row.at, o.note = row.note
MERGE (p)-[:SHOWED]->(o)
MERGE (o)-[:OF_COMPETENCY]->(c)
MERGE (by)-[:OBSERVED]->(o)
