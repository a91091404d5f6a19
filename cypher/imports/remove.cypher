// Forgets a vocabulary.
// mode: write
// visibility: steward
MATCH (i:Import {name: $name})
OPTIONAL MATCH (i)-[:HOLDS]->(part:ImportPart)
DETACH DELETE part, i
