// Whether there is any skill.
// mode: read
// visibility: public
RETURN EXISTS { MATCH (:Skill) } AS there
