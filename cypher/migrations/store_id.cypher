// The id of the store this graph belongs to, when it has been claimed.
// mode: read
// visibility: system
MATCH (l:Store)
RETURN l.id AS id
