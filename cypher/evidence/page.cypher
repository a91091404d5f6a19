// The next rows after an id, in the order of their ids: all that an index of words is made of.
// mode: read
// visibility: system
MATCH (e:Evidence)
WHERE e.id > $after
WITH e
ORDER BY e.id
LIMIT $first
RETURN e.id AS id, e.item AS item, e.person AS person, e.space AS space, e.thread AS thread, e.at AS at,
       e.length AS length, e.features AS features, e.t AS t
