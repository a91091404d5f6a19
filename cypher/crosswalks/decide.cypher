// Remembers what a steward decided about a crosswalk, beside it: it outlives what the crosswalk leads to.
// mode: write
// visibility: steward
MERGE (d:CrosswalkDecision {id: $row.id})
SET d.source = $row.source, d.target = $row.target, d.relation = $row.relation, d.confidence = $row.confidence,
    d.reason = $row.reason, d.status = $row.standing, d.by = $row.by, d.at = $row.at
