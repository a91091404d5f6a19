// Lets competencies include exactly those skills of some crosswalks that are accepted and mean the same.
// mode: write
// visibility: steward
UNWIND $ids AS id
MATCH (c:Competency)-[x:CROSSWALK {id: id}]->(s:Skill)
CALL (c, x, s) {
  MATCH (c)-[i:INCLUDES {via: 'crosswalk'}]->(s)
  WHERE NOT (x.status = 'accepted' AND x.relation IN $including)
  DELETE i
}
CALL (c, x, s) {
  WITH c, x, s
  WHERE x.status = 'accepted' AND x.relation IN $including AND NOT EXISTS { (c)-[:INCLUDES]->(s) }
  CREATE (c)-[:INCLUDES {via: 'crosswalk'}]->(s)
}
