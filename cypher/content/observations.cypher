// What of some observations is held already.
// mode: read
// visibility: system
UNWIND $ids AS id
MATCH (o:Observation {id: id})
RETURN o.id AS id, o.level AS level, o.note AS note
