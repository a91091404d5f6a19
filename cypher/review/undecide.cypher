// Forgets what was decided about a finding.
// mode: write
// visibility: steward
MATCH (d:FindingDecision {id: $finding})
DELETE d
