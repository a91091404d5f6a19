// Marks people as recounted; what was hidden while it was uncertain shows again.
// mode: write
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
REMOVE p.stale, p.veiled
