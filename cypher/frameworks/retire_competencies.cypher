// Takes competencies out of use. What people showed of them stays with them.
// mode: write
// visibility: steward
UNWIND $ids AS id
MATCH (c:Competency {id: id})
CALL (c) {
  OPTIONAL MATCH (:Framework)-[d:DEFINES]->(c)
  OPTIONAL MATCH (c)-[m:MEANS]->(:Level)
  OPTIONAL MATCH ()-[q:REQUIRES]->(c)
  DELETE d, m, q
}
SET c:Retired, c.was = 'Competency'
REMOVE c:Competency
