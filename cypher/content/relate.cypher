// Makes the owner of each piece of content, what it teaches and what it needs exactly these.
// mode: write
// visibility: steward
UNWIND $items AS item
MATCH (c:Content {id: item.id})
CALL (c) {
  MATCH (c)-[old:TEACHES|NEEDS]->()
  DELETE old
}
CALL (c) {
  MATCH (:Person)-[old:OWNS]->(c)
  DELETE old
}
CALL (c, item) {
  MATCH (p:Person {id: item.owner})
  CREATE (p)-[:OWNS]->(c)
}
SET c.digest = item.digest
