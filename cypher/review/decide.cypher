// Remembers what is decided about a finding, instead of what was decided before.
// mode: write
// visibility: steward
MERGE (d:FindingDecision {id: $decision.finding})
SET d.status = $decision.status, d.reason = $decision.reason, d.to = $decision.to, d.by = $decision.by,
    d.at = $decision.at, d.digest = $decision.digest
