// Every role level of every published framework, and every role that has none.
// mode: read
// visibility: public
MATCH (f:Framework)-[:HAS]->(r:Role)
CALL (r) {
  MATCH (r)-[:HAS]->(l:RoleLevel)
  RETURN l AS holder
  UNION
  WITH r
  WHERE NOT EXISTS { (r)-[:HAS]->() }
  RETURN r AS holder
}
RETURN holder.id AS id, holder.name AS name, r.name AS role, f.title AS framework
ORDER BY framework, role, name, id
