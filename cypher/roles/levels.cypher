// Some role levels of published frameworks, with their roles.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (r:Role)-[:HAS]->(l:RoleLevel {id: id})
RETURN l.id AS id, r.id AS role, l.framework AS framework, l.name AS name, l.description AS description,
       l.order AS order
