// Accounts and entries of the list by id or number, or by handle, name or e-mail address in lower case.
// mode: read
// visibility: system
CALL () {
  MATCH (a:Account {key: $key})-[:OF]->(p:Person)
  RETURN a.id AS identity, true AS exact, coalesce(a.own, p.key) = p.key AS own, p
  UNION
  MATCH (a:Account)-[:OF]->(p:Person)
  WHERE toLower(a.handle) = $text OR toLower(a.name) = $text OR toLower(trim(a.email)) = $text
  RETURN a.id AS identity, false AS exact, coalesce(a.own, p.key) = p.key AS own, p
  UNION
  MATCH (p:Person {id: $id})<-[:OF]-(a:Account)
  RETURN a.id AS identity, true AS exact, coalesce(a.own, p.key) = p.key AS own, p
  UNION
  MATCH (p:Person)
  WHERE p.id = $id AND p.listed_id IS NOT NULL OR p.listed_id = $id
  RETURN $listed + p.listed_id AS identity, true AS exact, true AS own, p
  UNION
  MATCH (p:Person)
  WHERE p.listed_id IS NOT NULL AND (toLower(p.listed_name) = $text OR toLower(trim(p.email)) = $text)
  RETURN $listed + p.listed_id AS identity, false AS exact, true AS own, p
}
RETURN identity, exact, own, p.id AS person, p.name AS name
ORDER BY identity
