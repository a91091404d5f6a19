// The parts of a vocabulary as it came.
// mode: read
// visibility: steward
MATCH (:Import {name: $name})-[:HOLDS]->(part:ImportPart)
RETURN part.skills AS skills
ORDER BY part.number
