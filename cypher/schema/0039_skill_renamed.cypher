// What stewards renamed is found without looking at every skill.
// mode: write
// visibility: system
CREATE INDEX skill_renamed IF NOT EXISTS FOR (s:Skill) ON (s.renamed)
