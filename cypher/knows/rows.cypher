// What the fold needs of every row about some people.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE size(e.m) > 0
RETURN e.id AS id, e.person AS person, e.space AS space, e.thread AS thread, e.at AS at, e.m AS m
