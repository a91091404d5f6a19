// The keys of the spaces that a viewer may read.
// mode: read
// visibility: viewer
MATCH (s:Space)
WHERE s.scope IN $scopes
RETURN s.key AS space
