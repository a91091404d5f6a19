// What some roles and role levels require themselves, in their order.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
CALL (id) {
  MATCH (holder:RoleLevel {id: id}) RETURN holder
  UNION
  MATCH (holder:Role {id: id}) RETURN holder
}
MATCH (holder)-[q:REQUIRES]->(c:Competency)
RETURN id AS holder, c.id AS competency, q.level AS level, q.must AS must, q.weight AS weight, q.assumed AS assumed,
       q.ordinals AS ordinals
ORDER BY holder, q.place
