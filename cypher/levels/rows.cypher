// Rows about some people that speak of some skills, or of every, in spaces that the viewer may read, with what titles them.
// mode: read
// visibility: viewer
UNWIND $people AS person
MATCH (e:Evidence {person: person})
WHERE e.at >= $since AND size(e.m) > 0 AND ($every OR any(skill IN $skills WHERE skill IN e.m))
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
OPTIONAL MATCH (d:Document {key: e.thread})
RETURN e.id AS id, e.item AS item, e.subject AS subject, e.author AS author, e.person AS person,
       e.thread AS thread, e.at AS at, e.features AS features, e.m AS m,
       CASE WHEN head(d.items) = e.item THEN size(d.title) ELSE 0 END AS titled
