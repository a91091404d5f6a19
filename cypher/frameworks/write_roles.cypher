// Writes roles with exactly these requirements at every level.
// mode: write
// visibility: steward
UNWIND $roles AS row
MERGE (r:Role {id: row.id})
SET r.framework = $framework, r.name = row.name, r.family = row.family, r.description = row.description,
    r.kind = row.kind, r.place = row.place
WITH r, row
CALL (r) {
  MATCH (r)-[old:REQUIRES]->()
  DELETE old
}
CALL (r, row) {
  UNWIND row.requires AS q
  MATCH (c:Competency {id: q.competency})
  CREATE (r)-[:REQUIRES {
    level: q.level, must: q.must, weight: q.weight, assumed: q.assumed, ordinals: q.ordinals, place: q.place
  }]->(c)
}
