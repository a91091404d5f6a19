// The next threads with rows by or about an account, with how many rows each has.
// mode: read
// visibility: system
CALL () {
  MATCH (e:Evidence {author: $account})
  RETURN e.thread AS thread
  UNION
  MATCH (e:Evidence {subject: $account})
  RETURN e.thread AS thread
}
WITH DISTINCT thread
LIMIT $first
RETURN thread, COUNT { (:Evidence {thread: thread}) } AS rows
