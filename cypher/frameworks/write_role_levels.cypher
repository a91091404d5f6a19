// Writes role levels of roles, with exactly these requirements.
// mode: write
// visibility: steward
UNWIND $role_levels AS row
MATCH (r:Role {id: row.role})
MERGE (l:RoleLevel {id: row.id})
SET l.framework = $framework, l.name = row.name, l.description = row.description, l.order = row.order,
    l.place = row.place
MERGE (r)-[:HAS]->(l)
WITH l, row
CALL (l) {
  MATCH (l)-[old:REQUIRES]->()
  DELETE old
}
CALL (l, row) {
  UNWIND row.requires AS q
  MATCH (c:Competency {id: q.competency})
  CREATE (l)-[:REQUIRES {
    level: q.level, must: q.must, weight: q.weight, assumed: q.assumed, ordinals: q.ordinals, place: q.place
  }]->(c)
}
