// Writes crosswalks from competencies to skills or other competencies.
// mode: write
// visibility: steward
UNWIND $rows AS row
MATCH (c:Competency {id: row.source})
CALL (row) {
  MATCH (t:Skill {id: row.target}) RETURN t
  UNION
  MATCH (t:Competency {id: row.target}) RETURN t
}
MERGE (c)-[x:CROSSWALK {id: row.id}]->(t)
SET x.relation = row.relation, x.confidence = row.confidence, x.reason = row.reason, x.status = row.standing,
    x.by = row.by, x.at = row.at
