// Whom texts name: by id, by the number or the name that the organisation lists, or by name.
// mode: read
// visibility: system
UNWIND $texts AS text
CALL (text) {
  MATCH (p:Person {id: text}) RETURN p, 0 AS rank
  UNION
  MATCH (p:Person {listed_id: text}) RETURN p, 0 AS rank
  UNION
  MATCH (p:Person {name: text}) RETURN p, 1 AS rank
}
RETURN text, p.id AS person, rank
