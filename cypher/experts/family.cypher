// Skills with those narrower by one or two steps, each half of the step before, and those related.
// mode: read
// visibility: public
UNWIND $skills AS wanted
MATCH (asked:Skill {id: wanted.id})
CALL (asked) {
  RETURN asked AS s, 1.0 AS share, true AS direct
  UNION
  MATCH way = (s:Skill)-[:BROADER*1..2]->(asked)
  RETURN s, $narrower ^ length(way) AS share, true AS direct
  UNION
  MATCH (asked)-[:RELATED]-(s:Skill)
  RETURN s, $related AS share, false AS direct
}
WITH s, max(wanted.weight * share) AS weight, max(direct) AS direct
ORDER BY weight DESC, s.id
LIMIT $most
RETURN s.id AS id, s.key AS key, s.name AS name, weight, direct
