// Hangs some competencies and roles on a version of their framework, and on no other.
// mode: write
// visibility: steward
MATCH (f:Framework {version_key: $key})
CALL (f) {
  UNWIND $competencies AS id
  MATCH (c:Competency {id: id})
  OPTIONAL MATCH (other:Framework)-[old:DEFINES]->(c)
  WHERE other <> f
  DELETE old
  MERGE (f)-[:DEFINES]->(c)
}
CALL (f) {
  UNWIND $roles AS id
  MATCH (r:Role {id: id})
  OPTIONAL MATCH (other:Framework)-[old:HAS]->(r)
  WHERE other <> f
  DELETE old
  MERGE (f)-[:HAS]->(r)
}
