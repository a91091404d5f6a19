// Takes away what a person completed, their pathways, what was observed of them, and them as owner and mentor.
// mode: write
// visibility: steward
MATCH (p:Person {key: $person})
CALL (p) {
  MATCH (p)-[:SHOWED]->(o:Observation)
  DETACH DELETE o
}
CALL (p) {
  MATCH (p)-[:FOLLOWS]->(w:Pathway)
  DETACH DELETE w
}
CALL (p) {
  MATCH (w:Pathway)
  WHERE p.id IN w.mentors
  SET w.mentors = [one IN w.mentors WHERE one <> p.id],
      w.steps = [one IN w.steps WHERE NOT one STARTS WITH 'mentor:' + p.id + ':'],
      w.locked = [one IN w.locked WHERE NOT one STARTS WITH 'mentor:' + p.id + ':'],
      w.started = [one IN w.started WHERE NOT one STARTS WITH 'mentor:' + p.id + ':']
}
CALL (p) {
  MATCH (p)-[done:COMPLETED|OBSERVED]->()
  DELETE done
}
CALL (p) {
  MATCH (p)-[owns:OWNS]->(:Content)
  DELETE owns
}
