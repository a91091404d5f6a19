// What is kept aside of a version, part by part.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:KEEPS]->(part:FrameworkPart {kind: $kind})
RETURN part.text AS text
ORDER BY part.number
