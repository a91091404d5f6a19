// What is known of some spaces.
// mode: read
// visibility: system
UNWIND $keys AS key
MATCH (s:Space {key: key})
RETURN s.key AS key, s.id AS id, s.kind AS kind, s.scope AS scope, s.topics AS topics
