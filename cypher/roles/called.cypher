// Roles and role levels by id or name, of published frameworks.
// mode: read
// visibility: public
CALL () {
  MATCH (l:RoleLevel)<-[:HAS]-(r:Role)
  WHERE l.id = $text OR toLower(trim(l.name)) = toLower(trim($text))
  RETURN l AS holder, r AS role
  UNION
  MATCH (r:Role)
  WHERE r.id = $text OR toLower(trim(r.name)) = toLower(trim($text))
  RETURN r AS holder, r AS role
}
MATCH (f:Framework {id: role.framework, status: 'published'})
RETURN holder.id AS id, holder.name AS name, role.id AS role, role.name AS role_name, f.title AS framework
ORDER BY framework, role_name, holder.name, id
