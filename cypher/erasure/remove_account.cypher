// Removes an account, with its rights and its parts in documents.
// mode: write
// visibility: system
OPTIONAL MATCH (:Person)-[part:WROTE|REVIEWED|OWNS {account: $account}]->(:Document)
DELETE part
WITH DISTINCT 1 AS one
MATCH (a:Account {key: $account})
DETACH DELETE a
