// What the roles and role levels of a published framework require, in their order.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:HAS]->(r:Role)
CALL (r) {
  RETURN r AS holder
  UNION
  MATCH (r)-[:HAS]->(holder:RoleLevel)
  RETURN holder
}
MATCH (holder)-[q:REQUIRES]->(c:Competency)
RETURN holder.id AS holder, c.id AS competency, q.level AS level, q.must AS must, q.weight AS weight,
       q.assumed AS assumed, q.ordinals AS ordinals
ORDER BY holder, q.place
