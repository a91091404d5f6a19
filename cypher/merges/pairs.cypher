// Every skill that counts as another.
// mode: read
// visibility: system
MATCH (s:Skill)-[:MERGED_INTO]->(o:Skill)
RETURN s.id AS skill, o.id AS into, coalesce(s.retired, false) AS retired
