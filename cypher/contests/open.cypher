// Contests that nobody has decided, oldest first.
// mode: read
// visibility: steward
MATCH (c:Contest {state: 'open'})
MATCH (c)<-[:CONTESTED]-()-[:OF*0..1]->(p:Person)
RETURN c.id AS id, p.key AS person, p.id AS person_id, p.name AS name, c.target AS target, c.skill AS skill,
       c.reason AS reason, c.by AS by, c.at AS at, c.state AS state, c.decided_by AS decided_by,
       c.decided_at AS decided_at
ORDER BY at, id
LIMIT $first
