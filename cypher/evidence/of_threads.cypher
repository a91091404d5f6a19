// Every row of some threads: all that an index of words is made of.
// mode: read
// visibility: system
UNWIND $threads AS thread
MATCH (e:Evidence {thread: thread})
WITH collect(e.id) AS id, collect(e.item) AS item, collect(e.person) AS person, collect(e.space) AS space,
     collect(e.thread) AS thread, collect(e.at) AS at, collect(e.length) AS length,
     collect(e.features) AS features, collect(e.t) AS t, collect(e.m) AS m
WHERE size(id) > 0
RETURN id, item, person, space, thread, at, length, features, t, m
