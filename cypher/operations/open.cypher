// Writes down a long operation before it begins.
// mode: write
// visibility: system
MERGE (o:Operation {id: $id})
SET o.kind = $kind, o.target = $target, o.cursor = 0, o.state = 'open'
