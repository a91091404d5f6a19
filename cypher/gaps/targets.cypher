// Role levels and roles with this id, or a name that is this whatever its capitals; `text` is in lower case.
// mode: read
// visibility: public
CALL () {
  MATCH (r:Role)-[:HAS]->(l:RoleLevel)
  WHERE toLower(l.id) = $text OR toLower(trim(l.name)) = $text
     OR toLower(trim(r.name)) + ' / ' + toLower(trim(l.name)) = $text
  RETURN l.id AS id, l.name AS name, r.name AS role, r.id AS role_id
  UNION
  MATCH (r:Role)
  WHERE toLower(r.id) = $text OR toLower(trim(r.name)) = $text
  RETURN r.id AS id, r.name AS name, r.name AS role, r.id AS role_id
}
RETURN id, name, role, id = role_id AS is_role,
       coalesce(head([(f:Framework)-[:HAS]->(:Role {id: role_id}) | f.title]), '') AS framework,
       COUNT { (:Role {id: id})-[:HAS]->() } AS levels
ORDER BY name, role, id
