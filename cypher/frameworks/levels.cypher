// The levels of a published framework, from low to high.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:MEASURES_BY]->(l:Level)
RETURN l.position AS position, l.label AS label, l.rubric AS rubric
ORDER BY position
