// Says which role level or role somebody holds, and of the same role no other.
// mode: write
// visibility: steward
UNWIND $assigned AS one
MATCH (p:Person {id: one.person})
CALL (one) {
  MATCH (l:RoleLevel {id: one.held})<-[:HAS]-(r:Role) RETURN l, r
  UNION
  MATCH (l:Role {id: one.held}) RETURN l, l AS r
}
CALL (p, r, l) {
  MATCH (p)-[old:HOLDS]->(other)
  WHERE other <> l AND (other = r OR EXISTS { (r)-[:HAS]->(other) })
  DELETE old
}
MERGE (p)-[h:HOLDS]->(l)
SET h.since = one.since, h.by = one.by
