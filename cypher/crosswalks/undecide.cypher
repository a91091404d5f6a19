// Forgets what was decided about a crosswalk.
// mode: write
// visibility: steward
MATCH (d:CrosswalkDecision {id: $id})
DELETE d
