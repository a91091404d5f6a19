// The ids of skills by their keys.
// mode: read
// visibility: public
UNWIND $keys AS key
MATCH (s:Skill {key: key})
RETURN s.key AS key, s.id AS id
ORDER BY id
