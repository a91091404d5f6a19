// What some role levels and roles need, with what their role needs at every level.
// mode: read
// visibility: public
UNWIND $ids AS id
CALL (id) {
  MATCH (holder:RoleLevel {id: id})
  RETURN holder
  UNION
  MATCH (:RoleLevel {id: id})<-[:HAS]-(holder:Role)
  RETURN holder
  UNION
  MATCH (holder:Role {id: id})
  RETURN holder
}
MATCH (holder)-[q:REQUIRES]->(c:Competency)
CALL (q, c) {
  OPTIONAL MATCH (c)<-[:DEFINES]-(:Framework)-[:MEASURES_BY]->(l:Level {position: q.level})
  RETURN head(collect(l)) AS l
}
RETURN id AS holder, c.id AS competency, q.level AS position, l.rubric AS level, coalesce(l.label, '') AS label,
       coalesce(q.must, true) AS must, coalesce(q.weight, 1.0) AS weight
ORDER BY holder, c.place, competency
