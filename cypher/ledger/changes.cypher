// Rows changed after a sequence number, up to another, in the order of their ids.
// mode: read
// visibility: system
MATCH (e:Evidence)
WHERE e.seq > $after AND e.seq <= $until
RETURN e.id AS id, e.item AS item, e.author AS author, e.subject AS subject, e.space AS space, e.thread AS thread,
       e.at AS at, e.edited AS edited, e.extractor AS extractor, e.length AS length, e.features AS features,
       e.m AS m, e.t AS t, e.quote AS quote, e.person AS person
