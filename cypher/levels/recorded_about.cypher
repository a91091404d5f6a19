// Whom a completion or an observation is about, when the viewer is that person or operates the store.
// mode: read
// visibility: system
CALL () {
  MATCH (p:Person {id: $viewer})-[:COMPLETED]->(:Content {id: $completion})
  RETURN p
  UNION
  MATCH (p:Person)-[:SHOWED]->(:Observation {id: $observation})
  WHERE p.id = $viewer OR $operator
  RETURN p
}
RETURN p.key AS key
LIMIT 1
