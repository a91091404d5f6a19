// The live content that somebody owns.
// mode: read
// visibility: viewer
MATCH (p:Person {key: $person})-[:OWNS]->(c:Content {status: 'live'})
WHERE size($scopes) > 0
RETURN DISTINCT c.id AS id, c.title AS title
ORDER BY title, id
