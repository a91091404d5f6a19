// Forgets a version that nothing hangs on, with what is kept of it.
// mode: write
// visibility: steward
MATCH (f:Framework {version_key: $key})
OPTIONAL MATCH (f)-[:KEEPS]->(part:FrameworkPart)
DETACH DELETE part, f
