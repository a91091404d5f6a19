// The next people who hold some role levels, or roles at any level, by name; nobody who has left.
// mode: read
// visibility: viewer
UNWIND range(0, CASE WHEN size($scopes) > 0 THEN size($after) ELSE 0 END - 1) AS number
WITH number, $after[number] AS page
CALL (page) {
  CALL (page) {
    MATCH (p:Person)-[h:HOLDS]->(l:RoleLevel {id: page.id})
    RETURN p, h, l.id AS held
    UNION
    MATCH (r:Role {id: page.id})-[:HAS*0..1]->(l:Role|RoleLevel)<-[h:HOLDS]-(p:Person)
    RETURN p, h, l.id AS held
  }
  WITH p, h, held
  WHERE NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AND NOT coalesce(p.bot, false)
    AND (p.name > page.name OR (p.name = page.name AND p.id > page.other))
  RETURN p, h, held
  ORDER BY p.name, p.id
  LIMIT $first
}
RETURN number AS page, p.id AS person, p.name AS name, held, h.since AS since
ORDER BY page, name, person
