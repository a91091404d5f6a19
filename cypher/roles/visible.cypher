// Some roles of published frameworks, which every known viewer may read, with their levels.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (r:Role {id: id})
RETURN r.id AS id, r.framework AS framework, r.name AS name, r.family AS family, r.description AS description,
       r.kind AS kind,
       COLLECT { MATCH (r)-[:HAS]->(l:RoleLevel) RETURN l.id ORDER BY coalesce(l.order, 0), l.place, l.id } AS levels
