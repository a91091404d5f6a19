// Writes who wrote, reviewed and owns documents; each by the account that the document names.
// mode: write
// visibility: system
UNWIND $parts AS part
MATCH (d:Document {key: part.document})
MATCH (:Account {key: part.account})-[:OF]->(p:Person)
CALL (d, p, part) {
  WITH d, p, part WHERE part.part = 'authors'
  CREATE (p)-[:WROTE {account: part.account}]->(d)
}
CALL (d, p, part) {
  WITH d, p, part WHERE part.part = 'reviewers'
  CREATE (p)-[:REVIEWED {account: part.account}]->(d)
}
CALL (d, p, part) {
  WITH d, p, part WHERE part.part = 'owners'
  CREATE (p)-[:OWNS {account: part.account}]->(d)
}
