// Says how far an operation has come.
// mode: write
// visibility: system
MATCH (o:Operation {id: $id})
SET o.cursor = $cursor
