// The terms of every row about some people.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE size(e.t) > 0
RETURN e.person AS person, e.thread AS thread, e.t AS t
