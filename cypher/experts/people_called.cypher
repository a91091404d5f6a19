// People with this name, handle or number of the organisation's list, whatever its capitals; `text` in lower case.
// mode: read
// visibility: public
CALL () {
  MATCH (p:Person)
  WHERE toLower(p.name) = $text OR toLower(p.listed_id) = $text
  RETURN p
  UNION
  MATCH (a:Account)-[:OF]->(p:Person)
  WHERE toLower(a.handle) = $text
  RETURN p
}
RETURN p.key AS key, p.id AS id, p.name AS name
ORDER BY id
