// Takes a link back.
// mode: write
// visibility: steward
MATCH (l:Link {id: $id})
DELETE l
