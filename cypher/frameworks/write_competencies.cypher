// Writes competencies with exactly these texts, and exactly these of the skills that were found by their names.
// mode: write
// visibility: steward
UNWIND $competencies AS row
MERGE (c:Competency {id: row.id})
SET c.framework = $framework, c.name = row.name, c.description = row.description, c.seen = row.seen,
    c.place = row.place
WITH c, row
CALL (c) {
  MATCH (c)-[old:MEANS]->(:Level)
  DELETE old
}
CALL (c, row) {
  UNWIND row.texts AS text
  MATCH (l:Level {id: text.level})
  CREATE (c)-[:MEANS {text: text.text, place: text.place}]->(l)
}
CALL (c) {
  MATCH (c)-[old:INCLUDES]->(:Skill)
  WHERE old.via IN $via
  DELETE old
}
CALL (c, row) {
  UNWIND range(0, size(row.skills) - 1) AS place
  MATCH (s:Skill {id: row.skills[place]})
  WHERE NOT EXISTS { (c)-[:INCLUDES]->(s) }
  CREATE (c)-[:INCLUDES {via: $via[0], place: place}]->(s)
}
