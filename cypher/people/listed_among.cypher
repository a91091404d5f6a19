// Those of some people whom the organisation lists.
// mode: read
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE p.listed_id IS NOT NULL
RETURN p.listed_id AS number, p.listed_name AS name, coalesce(p.email, '') AS email, p.id AS person
ORDER BY number
