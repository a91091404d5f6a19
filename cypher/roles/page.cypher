// The next roles whose name holds a text, in the order of their names.
// mode: read
// visibility: viewer
MATCH (r:Role)
WHERE size($scopes) > 0 AND r.name >= $after_name AND (r.name > $after_name OR r.id > $after_id)
  AND toLower(r.name) CONTAINS toLower($search)
RETURN r.id AS id
ORDER BY r.name, r.id
LIMIT $first
