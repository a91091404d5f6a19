// Lets a skill that was split off count as the one it came from, for rows that were mined meanwhile.
// mode: write
// visibility: steward
MATCH (s:Skill {id: $skill})-[r:SPLIT_FROM]->(o:Skill)
OPTIONAL MATCH (s)-[relation:BROADER|RELATED|REQUIRES]-(:Skill)
DELETE relation
WITH DISTINCT s, r, o
DELETE r
CREATE (s)-[:MERGED_INTO]->(o)
SET s.retired = true, s.aliases = [], s.ordinary = []
REMOVE s.renamed, s.renamed_ordinary, s.renamed_by, s.renamed_at
