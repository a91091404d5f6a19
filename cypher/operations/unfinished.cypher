// Operations that were begun and not finished, oldest ids first.
// mode: read
// visibility: system
MATCH (o:Operation {state: 'open'})
RETURN o.id AS id, o.kind AS kind, o.target AS target, o.cursor AS cursor
ORDER BY id
