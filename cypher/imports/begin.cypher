// Writes down that a vocabulary is being taken in, of which nothing is there yet.
// mode: write
// visibility: steward
MERGE (i:Import {name: $name})
SET i.kind = $kind, i.at = $at, i.digest = $digest, i.skills = $skills, i.state = 'arriving'
WITH i
OPTIONAL MATCH (i)-[:HOLDS]->(part:ImportPart)
DETACH DELETE part
