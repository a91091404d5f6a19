// Records which labels of another a new skill is made of.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})
MATCH (o:Skill {id: $other})
OPTIONAL MATCH (s)-[held:MERGED_INTO]->(:Skill)
WHERE s.retired
DELETE held
REMOVE s.retired
CREATE (s)-[:SPLIT_FROM {labels: $labels, by: $by, at: $at}]->(o)
