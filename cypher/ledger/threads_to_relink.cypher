// The next threads with rows of an account that still name another person, with how many rows each has.
// mode: read
// visibility: system
MATCH (e:Evidence {subject: $account})
WHERE e.person <> $person
WITH DISTINCT e.thread AS thread
LIMIT $first
RETURN thread, COUNT { (:Evidence {thread: thread}) } AS rows
