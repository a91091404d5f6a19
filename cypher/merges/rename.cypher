// Gives a skill another name than the vocabulary's.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})
SET s.renamed = $name, s.renamed_ordinary = $ordinary, s.renamed_by = $by, s.renamed_at = $at
