// Takes roles and role levels out of use. Who held them is still known.
// mode: write
// visibility: steward
UNWIND $ids AS id
CALL (id) {
  MATCH (r:Role {id: id})
  RETURN r AS holder, 'Role' AS was
  UNION
  MATCH (l:RoleLevel {id: id})
  RETURN l AS holder, 'RoleLevel' AS was
}
CALL (holder) {
  OPTIONAL MATCH (:Framework|Role)-[h:HAS]->(holder)
  OPTIONAL MATCH (holder)-[q:REQUIRES]->()
  DELETE h, q
}
SET holder:Retired, holder.was = was
REMOVE holder:Role, holder:RoleLevel
