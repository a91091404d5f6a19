// Writes down that everybody awaits a recount, which finds whatever evidence has.
// mode: write
// visibility: steward
MATCH (l:Ledger)
REMOVE l.orphans
