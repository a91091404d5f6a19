// The levels of some published frameworks, from low to high.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (:Framework {id: id, status: 'published'})-[:MEASURES_BY]->(l:Level)
RETURN id AS framework, l.position AS position, l.label AS label, l.rubric AS rubric
ORDER BY id, position
