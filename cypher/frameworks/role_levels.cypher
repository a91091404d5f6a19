// The role levels of a published framework, in their order.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:HAS]->(r:Role)-[:HAS]->(l:RoleLevel)
RETURN r.id AS role, l.id AS id, l.name AS name, l.description AS description, l.order AS order
ORDER BY r.place, l.place, id
