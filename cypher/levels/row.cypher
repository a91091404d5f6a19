// One row as whoever it is about contests it.
// mode: read
// visibility: viewer
MATCH (e:Evidence {id: $id})
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
RETURN e.item AS item, e.subject AS subject, e.person AS person, e.m AS m
