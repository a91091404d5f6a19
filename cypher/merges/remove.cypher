// Removes a skill that was split off, and that nobody's evidence has.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})
DETACH DELETE s
