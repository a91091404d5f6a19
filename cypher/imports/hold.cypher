// Keeps a part of a vocabulary as it came.
// mode: write
// visibility: steward
MATCH (i:Import {name: $name})
CREATE (i)-[:HOLDS]->(:ImportPart {number: $number, count: $count, skills: $skills})
