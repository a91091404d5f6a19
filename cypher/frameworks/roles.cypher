// The roles of a published framework, in their order.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:HAS]->(r:Role)
RETURN r.id AS id, r.name AS name, r.family AS family, r.description AS description, r.kind AS kind
ORDER BY r.place, id
