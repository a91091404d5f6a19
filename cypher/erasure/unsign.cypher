// Takes somebody off what they decided as a steward, which stays decided.
// mode: write
// visibility: steward
OPTIONAL MATCH (:Skill)-[decided:MERGED_INTO|SPLIT_FROM {by: $person}]->(:Skill)
SET decided.by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (s:Skill {renamed_by: $person})
SET s.renamed_by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (l:Link {by: $person})
SET l.by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (d:TagDecision {by: $person})
SET d.by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (f:FindingDecision {by: $person})
SET f.by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (f:FindingDecision {to: $person})
SET f.to = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH (decision:CrosswalkDecision {by: $person})
SET decision.by = ''
WITH DISTINCT 1 AS one
OPTIONAL MATCH ()-[crosswalk:CROSSWALK {by: $person}]->()
SET crosswalk.by = ''
