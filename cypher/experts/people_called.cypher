// People with this name or handle, whatever its capitals; `text` is in lower case.
// mode: read
// visibility: public
CALL () {
  MATCH (p:Person)
  WHERE toLower(p.name) = $text
  RETURN p
  UNION
  MATCH (a:Account)-[:OF]->(p:Person)
  WHERE toLower(a.handle) = $text
  RETURN p
}
RETURN p.key AS key, p.id AS id, p.name AS name
ORDER BY id
