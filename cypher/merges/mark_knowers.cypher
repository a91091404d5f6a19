// Marks the next people who know a skill, in the order of their keys, to be recounted.
// mode: write
// visibility: system
MATCH (p:Person)-[:KNOWS]->(:Skill {key: $skill})
WHERE p.key > $after
WITH DISTINCT p
ORDER BY p.key
LIMIT $first
SET p.stale = true
RETURN p.key AS person
