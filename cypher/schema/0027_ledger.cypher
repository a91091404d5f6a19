// The ledger begins at zero.
// mode: write
// visibility: system
MERGE (l:Ledger {id: 0}) ON CREATE SET l.seq = 0, l.pruned = 0
