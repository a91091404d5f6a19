// Forgets what is kept aside of a version, from a part on.
// mode: write
// visibility: steward
MATCH (:Framework {version_key: $key})-[:KEEPS]->(part:FrameworkPart {kind: $kind})
WHERE part.number >= $from_
DETACH DELETE part
