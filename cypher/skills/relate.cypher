// Makes exactly these the broader, related and required skills of some skills.
// mode: write
// visibility: steward
UNWIND $skills AS skill
MATCH (s:Skill {key: skill.key})
CALL (s) {
  MATCH (s)-[r:BROADER|RELATED|REQUIRES]->(:Skill)
  DELETE r
}
CALL (s, skill) {
  UNWIND skill.broader AS key
  MATCH (b:Skill {key: key})
  CREATE (s)-[:BROADER]->(b)
}
CALL (s, skill) {
  UNWIND skill.related AS key
  MATCH (r:Skill {key: key})
  CREATE (s)-[:RELATED]->(r)
}
CALL (s, skill) {
  UNWIND skill.requires AS key
  MATCH (q:Skill {key: key})
  CREATE (s)-[:REQUIRES]->(q)
}
