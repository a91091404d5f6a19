// The ids of some skills by key.
// mode: read
// visibility: public
UNWIND $keys AS key
MATCH (s:Skill {key: key})
RETURN s.id AS id
