// Skills and pieces of content by id, with their names.
// mode: read
// visibility: public
UNWIND $ids AS id
CALL (id) {
  MATCH (s:Skill {id: id}) RETURN s.name AS name
  UNION
  MATCH (c:Content {id: id}) RETURN c.title AS name
  UNION
  MATCH (c:Competency {id: id}) RETURN c.name AS name
}
RETURN id, name
ORDER BY id
