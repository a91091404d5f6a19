// Makes exactly these the levels of a framework's version.
// mode: write
// visibility: steward
MATCH (f:Framework {version_key: $key})
CALL (f) {
  MATCH (f)-[:MEASURES_BY]->(old:Level)
  WHERE NOT old.id IN [level IN $levels | level.id]
  DETACH DELETE old
}
WITH f
UNWIND $levels AS level
MERGE (l:Level {id: level.id})
SET l.position = level.position, l.label = level.label, l.rubric = level.rubric
MERGE (f)-[:MEASURES_BY]->(l)
