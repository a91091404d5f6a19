// How many skills of a vocabulary are kept as they came.
// mode: read
// visibility: steward
OPTIONAL MATCH (:Import {name: $name})-[:HOLDS]->(part:ImportPart)
RETURN coalesce(sum(part.count), 0) AS number
