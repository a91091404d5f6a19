// Every migration the graph has had, in order.
// mode: read
// visibility: system
MATCH (m:Migration)
RETURN m.number AS number, m.name AS name
ORDER BY number
