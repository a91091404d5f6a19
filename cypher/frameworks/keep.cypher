// Keeps a part of a version aside, as text.
// mode: write
// visibility: steward
MATCH (f:Framework {version_key: $key})
MERGE (f)-[:KEEPS]->(part:FrameworkPart {kind: $kind, number: $number})
SET part.text = $text
