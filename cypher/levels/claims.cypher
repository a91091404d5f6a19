// What people say of some people's skills and competencies, they themselves included.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})-[c:CLAIMS]->(what:Skill|Competency)
OPTIONAL MATCH (by:Person {id: c.by})
OPTIONAL MATCH (by)-[back:CLAIMS {state: 'endorsed', by: p.id}]->(what)
RETURN p.key AS person, what.id AS target, what:Skill AS is_skill, c.state AS state, coalesce(c.level, 0) AS level,
       coalesce(c.by, '') AS by, coalesce(by.name, '') AS by_name, toString(c.at) AS at,
       toString(c.until) AS until, toString(min(back.at)) AS returned
ORDER BY at DESC, target, by
