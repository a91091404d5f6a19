// Threads with rows that changed after a sequence number, up to another.
// mode: read
// visibility: system
MATCH (e:Evidence)
WHERE e.seq > $after AND e.seq <= $until
RETURN DISTINCT e.thread AS thread
