// Some spaces, of those that some scopes show.
// mode: read
// visibility: viewer
UNWIND $ids AS id
MATCH (s:Space {id: id})
WHERE s.scope IN $scopes
RETURN s.id AS id, s.source AS source, s.name AS name, s.kind AS kind, s.purpose AS purpose, s.archived AS archived
