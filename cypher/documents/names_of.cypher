// The names and handles that somebody goes by, in accounts and on the organisation's list.
// mode: read
// visibility: system
MATCH (p:Person {key: $person})
CALL (p) {
  MATCH (a:Account)-[:OF]->(p)
  UNWIND [a.name, a.handle] AS name
  RETURN name
  UNION
  UNWIND [p.name, p.listed_name] AS name
  RETURN name
}
WITH DISTINCT name
WHERE name <> ''
RETURN name
ORDER BY name
