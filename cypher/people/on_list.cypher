// The next people whom the organisation lists, after a number.
// mode: read
// visibility: system
MATCH (p:Person)
WHERE p.listed_id > $after
RETURN p.listed_id AS number, p.listed_name AS name, coalesce(p.email, '') AS email, p.id AS person
ORDER BY number
LIMIT $first
