// Makes exactly these the team and manager of some people.
// mode: write
// visibility: steward
UNWIND $listed AS one
MATCH (p:Person {key: one.key})
OPTIONAL MATCH (p)-[held:MEMBER_OF|REPORTS_TO]->()
DELETE held
WITH DISTINCT p, one
CALL (p, one) {
  WITH p, one WHERE one.team <> ''
  MERGE (t:Team {name: one.team})
  CREATE (p)-[:MEMBER_OF]->(t)
}
CALL (p, one) {
  MATCH (m:Person {key: one.manager_key})
  CREATE (p)-[:REPORTS_TO]->(m)
}
