// Makes a skill count as another.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})
MATCH (o:Skill {id: $into})
MERGE (s)-[r:MERGED_INTO]->(o)
SET r.by = $by, r.at = $at
