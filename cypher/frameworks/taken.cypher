// Which of some ids are those of another framework's competencies, roles or role levels, and whose.
// mode: read
// visibility: public
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Competency {id: id}) RETURN n
  UNION
  MATCH (n:Role {id: id}) RETURN n
  UNION
  MATCH (n:RoleLevel {id: id}) RETURN n
}
WITH n
WHERE n.framework <> $framework
RETURN n.name AS name, n.framework AS framework
LIMIT $first
