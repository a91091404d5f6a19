// What people show of competencies, as it was last counted.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})-[s:SHOWS]->(c:Competency)
RETURN p.key AS person, c.id AS competency, s.lo AS lo, s.hi AS hi, s.p AS p
ORDER BY person, competency
