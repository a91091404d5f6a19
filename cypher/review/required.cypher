// What the roles that people hold need, with the languages of those people.
// mode: read
// visibility: viewer
MATCH (p:Person)-[:HOLDS]->(l:RoleLevel|Role)
WHERE size($scopes) > 0 AND NOT coalesce(p.bot, false)
  AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
WITH l, p
ORDER BY p.id
WITH l, collect([p.id] + coalesce(p.languages, [])) AS holders
CALL (l) {
  MATCH (l)-[q:REQUIRES]->(c:Competency)
  RETURN q, c
  UNION
  MATCH (l)<-[:HAS]-(:Role)-[q:REQUIRES]->(c:Competency)
  RETURN q, c
}
CALL (q, c) {
  OPTIONAL MATCH (c)<-[:DEFINES]-(:Framework)-[:MEASURES_BY]->(scale:Level {position: q.level})
  RETURN head(collect(scale.rubric)) AS level
}
RETURN c.id AS competency, c.name AS name, level, COLLECT { MATCH (c)-[:INCLUDES]->(s:Skill) RETURN s.id ORDER BY s.id }
       AS skills, holders, l.name AS role
ORDER BY competency, level, role
