// Every row of some threads: all that an index of words is made of.
// mode: read
// visibility: system
UNWIND $threads AS thread
MATCH (e:Evidence {thread: thread})
RETURN e.id AS id, e.item AS item, e.person AS person, e.space AS space, e.thread AS thread, e.at AS at,
       e.length AS length, e.features AS features, e.t AS t
