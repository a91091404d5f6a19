// Writes down how far a vocabulary has come in or out.
// mode: write
// visibility: steward
MATCH (i:Import {name: $name})
SET i.state = $state
