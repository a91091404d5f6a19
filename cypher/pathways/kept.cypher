// A pathway of somebody by its id.
// mode: read
// visibility: system
MATCH (p:Person {key: $person})-[:FOLLOWS]->(w:Pathway {id: $id})
RETURN w.id AS id, p.id AS person, w.target AS target, w.by AS by, w.hours_a_week AS hours_a_week,
       w.languages AS languages, w.region AS region, w.formats AS formats, w.persona AS persona,
       w.locked AS locked, w.started AS started, w.excluded AS excluded, w.done AS done,
       w.consents AS consents, w.steps AS steps, w.mentors AS mentors, w.at AS at
