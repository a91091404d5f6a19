// People with this id or exactly this name.
// mode: read
// visibility: public
CALL () {
  MATCH (p:Person {id: $text})
  RETURN p
  UNION
  MATCH (p:Person {name: $text})
  RETURN p
}
RETURN p.key AS key, p.id AS id, p.name AS name
ORDER BY id
