// Makes exactly these what some people show of competencies, by what every public space tells.
// mode: write
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person.key})
CALL (p) {
  MATCH (p)-[old:SHOWS]->()
  DELETE old
}
CALL (p, person) {
  UNWIND person.shows AS one
  MATCH (c:Competency {id: one.competency})
  CREATE (p)-[:SHOWS {lo: one.lo, hi: one.hi, p: one.p, rubric: $rubric, at: $at}]->(c)
}
