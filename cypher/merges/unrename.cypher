// Gives a skill the vocabulary's name again.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})
REMOVE s.renamed, s.renamed_ordinary, s.renamed_by, s.renamed_at
