// An account's parts in documents that are still another person's than its own.
// mode: read
// visibility: system
CALL () {
  MATCH (p:Person)-[r:WROTE {account: $account}]->(d:Document)
  RETURN p, d, 'authors' AS part
  UNION
  MATCH (p:Person)-[r:REVIEWED {account: $account}]->(d:Document)
  RETURN p, d, 'reviewers' AS part
  UNION
  MATCH (p:Person)-[r:OWNS {account: $account}]->(d:Document)
  RETURN p, d, 'owners' AS part
}
WITH p, d, part
WHERE p.key <> $person
RETURN d.key AS document, $account AS account, part
ORDER BY document, part
LIMIT $first
