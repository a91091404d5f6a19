// Who holds some role levels or roles, by name; nobody who has left.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
CALL (id) {
  MATCH (l:RoleLevel {id: id}) RETURN l AS held
  UNION
  MATCH (r:Role {id: id}) RETURN r AS held
  UNION
  MATCH (r:Role {id: id})-[:HAS]->(l:RoleLevel) RETURN l AS held
  UNION
  MATCH (x:Retired) WHERE x.id = id RETURN x AS held
}
MATCH (p:Person)-[:HOLDS]->(held)
WHERE NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AND NOT coalesce(p.bot, false)
RETURN DISTINCT id AS held, p.id AS id, p.name AS name
ORDER BY name, id
