// The roles and role levels that some people hold.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (p:Person {id: id})-[h:HOLDS]->(l:RoleLevel|Role)
RETURN id AS person, l.id AS held, h.since AS since
ORDER BY person, held
