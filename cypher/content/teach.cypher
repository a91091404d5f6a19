// Writes what pieces of content teach.
// mode: write
// visibility: steward
UNWIND $rows AS row
MATCH (c:Content {id: row.content})
CALL (c, row) {
  MATCH (t:Skill {id: row.id}) WHERE row.target = 'skill'
  CREATE (c)-[r:TEACHES]->(t)
  SET r = row.held
}
CALL (c, row) {
  MATCH (t:Competency {id: row.id}) WHERE row.target = 'competency'
  CREATE (c)-[r:TEACHES]->(t)
  SET r = row.held
}
