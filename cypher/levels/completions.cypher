// What some people completed that teaches a skill or competency.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})-[done:COMPLETED]->(c:Content)-[t:TEACHES]->(what:Skill|Competency)
RETURN p.key AS person, c.id AS content, c.title AS title, toString(done.at) AS at, what.id AS target,
       what:Skill AS is_skill, t.to AS level, coalesce(t.confidence, 1.0) AS confidence,
       coalesce(t.source, 'stated') AS source, coalesce(c.credential, '') AS credential
ORDER BY at DESC, content, target
