// Takes away what somebody contested, and what they said of others; what they decided stays, unsigned.
// mode: write
// visibility: steward
MATCH (p:Person {key: $person})
CALL (p) {
  MATCH (p)<-[:OF*0..1]-()-[:CONTESTED]->(c:Contest)
  DETACH DELETE c
}
CALL (p) {
  MATCH ()-[said:CLAIMS {by: p.id}]->()
  DELETE said
}
CALL (p) {
  MATCH (p)-[said:CLAIMS|SHOWS]->()
  DELETE said
}
CALL (p) {
  MATCH (c:Contest {decided_by: p.id})
  SET c.decided_by = ''
}
CALL (p) {
  MATCH (l:Look)-[:AT]->(p)
  DETACH DELETE l
}
