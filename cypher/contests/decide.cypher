// Decides a contest, with what was contested of the same line at the same time.
// mode: write
// visibility: steward
MATCH (:Contest {id: $id})<-[:CONTESTED]-(holder)
MATCH (one:Contest {id: $id}), (holder)-[:CONTESTED]->(c:Contest)
WHERE c.target = one.target AND c.at = one.at
SET c.state = $state, c.decided_by = $by, c.decided_at = $at
