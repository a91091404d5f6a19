// Writes that people completed content.
// mode: write
// visibility: steward
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (c:Content {id: row.content})
MERGE (p)-[d:COMPLETED {at: row.at}]->(c)
SET d.score = row.score
