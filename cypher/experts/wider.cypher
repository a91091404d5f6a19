// Skills broader than some by one or two steps, and what else is narrower than the first of these and known.
// mode: read
// visibility: public
UNWIND $skills AS wanted
MATCH (:Skill {id: wanted.id})-[:MERGED_INTO*0..]->(asked:Skill)
WHERE NOT EXISTS { (asked)-[:MERGED_INTO]->() }
MATCH (asked)<-[:MERGED_INTO*0..]-(:Skill)-[:BROADER]->(:Skill)-[:MERGED_INTO*0..]->(one:Skill)
WHERE NOT EXISTS { (one)-[:MERGED_INTO]->() }
WITH DISTINCT wanted, one
CALL (one) {
  RETURN one AS s, $broader AS share
  UNION
  MATCH (one)<-[:MERGED_INTO*0..]-(:Skill)-[:BROADER]->(:Skill)-[:MERGED_INTO*0..]->(s:Skill)
  WHERE NOT EXISTS { (s)-[:MERGED_INTO]->() }
  RETURN s, $broader ^ 2 AS share
  UNION
  MATCH (one)<-[:MERGED_INTO*0..]-(:Skill)<-[:BROADER]-(:Skill)-[:MERGED_INTO*0..]->(s:Skill)
  WHERE EXISTS { (:Person)-[:KNOWS]->(s) }
  RETURN s, $broader * $narrower AS share
}
WITH s, max(wanted.weight * share) AS weight
ORDER BY weight DESC, s.id
LIMIT $most
RETURN s.id AS id, s.key AS key, coalesce(s.renamed, s.name) AS name, weight, true AS direct
