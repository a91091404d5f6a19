// The next threads of a space after a thread, in the order of their keys, with how many rows each has.
// mode: read
// visibility: system
MATCH (e:Evidence {space: $space})
WHERE e.thread > $after
WITH DISTINCT e.thread AS thread
ORDER BY thread
LIMIT $first
RETURN thread, COUNT { (:Evidence {thread: thread}) } AS rows
ORDER BY thread
