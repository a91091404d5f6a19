// The skills and competencies that held roles and kept pathways lead to, with narrower skills of them.
// mode: read
// visibility: viewer
CALL () {
  MATCH (p:Person)-[:HOLDS]->(l:RoleLevel|Role)
  WHERE size($scopes) > 0 AND NOT coalesce(p.bot, false)
    AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
  WITH DISTINCT l
  MATCH (l)<-[:HAS*0..1]-(holder:RoleLevel|Role)-[:REQUIRES]->(c:Competency)
  RETURN c AS wanted
  UNION
  MATCH (w:Pathway)
  WHERE size($scopes) > 0
  MATCH (goal:RoleLevel|Competency|Skill)
  WHERE goal.id = w.target OR toLower(goal.name) = toLower(w.target)
  CALL (goal) {
    RETURN goal AS wanted
    UNION
    MATCH (goal)<-[:HAS*0..1]-(:RoleLevel|Role)-[:REQUIRES]->(c:Competency)
    RETURN c AS wanted
  }
  RETURN wanted
}
MATCH (wanted)-[:INCLUDES*0..1]->(known:Competency|Skill)<-[:BROADER*0..1]-(one:Competency|Skill)
RETURN DISTINCT CASE WHEN one:Skill THEN 'skill' ELSE 'competency' END AS target, one.id AS id
ORDER BY target, id
