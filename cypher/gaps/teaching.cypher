// Live content that teaches some competencies, or skills that they include.
// mode: read
// visibility: public
UNWIND $targets AS target
CALL (target) {
  MATCH (what:Competency {id: target.id})<-[t:TEACHES]-(c:Content {status: 'live'})
  RETURN t, c
  UNION
  UNWIND target.skills AS skill
  MATCH (:Skill {id: skill})<-[t:TEACHES]-(c:Content {status: 'live'})
  RETURN t, c
}
RETURN target.id AS target, c.id AS content, c.title AS title, c.kind AS kind, c.minutes AS minutes,
       max(t.to) AS level
ORDER BY target, level DESC, minutes, title, content
