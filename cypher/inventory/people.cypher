// The next people after a key, in the order of their keys.
// mode: read
// visibility: system
MATCH (p:Person)
WHERE p.key > $after
RETURN p.key AS person
ORDER BY person
LIMIT $first
