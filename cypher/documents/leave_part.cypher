// Takes an account's parts in some documents away.
// mode: write
// visibility: system
UNWIND $parts AS part
MATCH (:Person)-[r:WROTE|REVIEWED|OWNS {account: part.account}]->(:Document {key: part.document})
DELETE r
