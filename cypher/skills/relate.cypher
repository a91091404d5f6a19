// Makes exactly these the broader and related skills of some skills.
// mode: write
// visibility: steward
UNWIND $skills AS skill
MATCH (s:Skill {key: skill.key})
OPTIONAL MATCH (s)-[r:BROADER|RELATED]->(:Skill)
DELETE r
WITH DISTINCT s, skill
CALL (s, skill) {
  UNWIND skill.broader AS id
  MATCH (b:Skill {id: id})
  CREATE (s)-[:BROADER]->(b)
}
CALL (s, skill) {
  UNWIND skill.related AS id
  MATCH (r:Skill {id: id})
  CREATE (s)-[:RELATED]->(r)
}
