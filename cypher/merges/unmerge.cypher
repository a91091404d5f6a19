// Lets a skill stand for itself again.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})-[r:MERGED_INTO]->(:Skill)
DELETE r
