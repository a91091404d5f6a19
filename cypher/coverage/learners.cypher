// How many people completed something that teaches some skills, since a day.
// mode: read
// visibility: system
UNWIND $skills AS id
MATCH (:Skill {id: id})<-[:TEACHES]-(:Content)<-[done:COMPLETED]-(p:Person)
WHERE toString(done.at) >= $day AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
RETURN id AS skill, count(DISTINCT p) AS number
ORDER BY skill
