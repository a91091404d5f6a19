// Writes a space.
// mode: write
// visibility: system
MERGE (s:Space {key: $space.key})
SET s.id = $space.id, s.source = $space.source, s.name = $space.name, s.kind = $space.kind,
    s.purpose = $space.purpose, s.archived = $space.archived, s.topics = $space.topics, s.scope = $space.scope
