// Skills with those narrower by one or two steps, each half of the step before, and those related.
// mode: read
// visibility: public
UNWIND $skills AS wanted
MATCH (:Skill {id: wanted.id})-[:MERGED_INTO*0..]->(asked:Skill)
WHERE NOT EXISTS { (asked)-[:MERGED_INTO]->() }
CALL (asked) {
  RETURN asked AS s, 1.0 AS share, true AS direct
  UNION
  MATCH (asked)<-[:MERGED_INTO*0..]-(:Skill)<-[:BROADER]-(:Skill)-[:MERGED_INTO*0..]->(s:Skill)
  WHERE NOT EXISTS { (s)-[:MERGED_INTO]->() }
  RETURN s, $narrower AS share, true AS direct
  UNION
  MATCH (asked)<-[:MERGED_INTO*0..]-(:Skill)<-[:BROADER]-(:Skill)-[:MERGED_INTO*0..]->(step:Skill)
  WHERE NOT EXISTS { (step)-[:MERGED_INTO]->() }
  WITH DISTINCT step
  MATCH (step)<-[:MERGED_INTO*0..]-(:Skill)<-[:BROADER]-(:Skill)-[:MERGED_INTO*0..]->(s:Skill)
  WHERE NOT EXISTS { (s)-[:MERGED_INTO]->() }
  RETURN s, $narrower ^ 2 AS share, true AS direct
  UNION
  MATCH (asked)<-[:MERGED_INTO*0..]-(:Skill)-[:RELATED]-(:Skill)-[:MERGED_INTO*0..]->(s:Skill)
  WHERE NOT EXISTS { (s)-[:MERGED_INTO]->() }
  RETURN s, $related AS share, false AS direct
}
WITH s, max(wanted.weight * share) AS weight, max(direct) AS direct
ORDER BY weight DESC, s.id
LIMIT $most
RETURN s.id AS id, s.key AS key, coalesce(s.renamed, s.name) AS name, weight, direct
