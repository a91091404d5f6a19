// What some people contested of the evidence about them, by themselves or through their accounts.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})
MATCH (p)<-[:OF*0..1]-(held)-[:CONTESTED]->(c:Contest)
RETURN c.id AS id, p.key AS person, p.id AS person_id, p.name AS name, c.target AS target, c.skill AS skill,
       c.reason AS reason, c.by AS by, c.at AS at, c.state AS state, c.decided_by AS decided_by,
       c.decided_at AS decided_at
ORDER BY at, id
