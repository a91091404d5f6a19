// Writes down that evidence may have skills that are no more.
// mode: write
// visibility: steward
MATCH (l:Ledger)
SET l.orphans = true
