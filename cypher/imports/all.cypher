// Every vocabulary that was taken in, the first one first.
// mode: read
// visibility: steward
MATCH (i:Import)
RETURN i.name AS name, i.kind AS kind, i.at AS at, i.digest AS digest, i.skills AS skills, i.state AS state
ORDER BY name <> '', at, name
