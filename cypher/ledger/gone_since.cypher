// Rows removed after a sequence number, up to another.
// mode: read
// visibility: system
MATCH (g:Gone)
WHERE g.seq > $after AND g.seq <= $until
RETURN g.id AS id
