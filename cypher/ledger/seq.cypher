// The sequence number of the last committed change.
// mode: read
// visibility: system
MATCH (l:Ledger {id: 0})
RETURN l.seq AS seq
