// The next spaces that some scopes show, in the order of their names.
// mode: read
// visibility: viewer
MATCH (s:Space)
WHERE s.scope IN $scopes AND (s.name > $after_name OR (s.name = $after_name AND s.id > $after_id))
RETURN s.id AS id, s.source AS source, s.name AS name, s.kind AS kind, s.purpose AS purpose, s.archived AS archived
ORDER BY s.name, s.id
LIMIT $first
