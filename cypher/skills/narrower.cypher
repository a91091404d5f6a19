// The skills that name some skills as broader ones.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (s:Skill)-[:BROADER]->(:Skill {id: id})
RETURN id AS skill, s.id AS narrower
ORDER BY s.name, narrower
