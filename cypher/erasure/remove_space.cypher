// Removes a space whose rows are gone, with the documents that stand in it.
// mode: write
// visibility: system
OPTIONAL MATCH (d:Document {space: $space})
DETACH DELETE d
WITH DISTINCT 1 AS one
MATCH (s:Space {key: $space})
OPTIONAL MATCH (own:Source {id: s.id})
DETACH DELETE s, own
