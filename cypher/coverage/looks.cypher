// Who looked at what concerns a person, the newest first.
// mode: read
// visibility: system
MATCH (l:Look)-[:AT]->(:Person {key: $person})
OPTIONAL MATCH (by:Person)-[:LOOKED]->(l)
RETURN l.id AS id, l.what AS what, l.at AS at, coalesce(by.id, '') AS by, coalesce(by.name, '') AS by_name
ORDER BY at DESC, id
LIMIT $first
