// The next people, in the order of their keys.
// mode: read
// visibility: system
MATCH (p:Person)
WHERE p.key > $after AND NOT coalesce(p.bot, false)
RETURN p.key AS key
ORDER BY key
LIMIT $first
