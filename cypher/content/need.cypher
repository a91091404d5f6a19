// Writes what pieces of content need, as far as it is a relationship.
// mode: write
// visibility: steward
UNWIND $rows AS row
MATCH (c:Content {id: row.content})
CALL (c, row) {
  MATCH (t:Content {id: row.id}) WHERE row.target = 'content'
  CREATE (c)-[r:NEEDS]->(t)
  SET r = row.held
}
CALL (c, row) {
  MATCH (t:Skill {id: row.id}) WHERE row.target = 'skill'
  CREATE (c)-[r:NEEDS]->(t)
  SET r = row.held
}
CALL (c, row) {
  MATCH (t:Competency {id: row.id}) WHERE row.target = 'competency'
  CREATE (c)-[r:NEEDS]->(t)
  SET r = row.held
}
