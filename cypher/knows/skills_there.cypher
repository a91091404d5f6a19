// Which of some skills there are.
// mode: read
// visibility: system
UNWIND $skills AS key
MATCH (s:Skill {key: key})
RETURN s.key AS skill
