// The next people of the directory whose name holds a text, in the order of their names.
// mode: read
// visibility: viewer
MATCH (p:Person)
WHERE size($scopes) > 0 AND p.name >= $after_name AND (p.name > $after_name OR p.id > $after_id)
  AND NOT coalesce(p.bot, false) AND toLower(p.name) CONTAINS toLower($search)
RETURN p.id AS id, p.name AS name, false AS bot,
       coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AS left
ORDER BY p.name, p.id
LIMIT $first
