// People by names or handles in lower case, those left out whom only documents name; with an identity of each.
// mode: read
// visibility: system
CALL () {
  MATCH (a:Account)-[:OF]->(p:Person)
  WHERE NOT (a.source = $source AND a.email = '')
  UNWIND [toLower(a.name), toLower(a.handle)] AS name
  WITH a, p, name
  WHERE name IN $names
  RETURN name, p, a.id AS identity
  UNION
  MATCH (p:Person)
  WHERE p.listed_id IS NOT NULL AND toLower(p.listed_name) IN $names
  RETURN toLower(p.listed_name) AS name, p, $listed + p.listed_id AS identity
}
RETURN name, p.id AS person, min(identity) AS identity
ORDER BY name, person
