// What some versions that are not in force say, as it was kept aside, part by part.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $keys ELSE [] END AS key
MATCH (:Framework {version_key: key})-[:KEEPS]->(part:FrameworkPart {kind: 'content'})
RETURN key, part.text AS text
ORDER BY key, part.number
