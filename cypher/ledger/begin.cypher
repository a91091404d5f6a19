// Adds one to the sequence: the lock that makes this transaction the only writer.
// mode: write
// visibility: system
MATCH (l:Ledger {id: 0})
SET l.seq = l.seq + 1
RETURN l.seq AS seq
