// Which store's ledger this is, and how far it has come and has forgotten.
// mode: read
// visibility: system
MATCH (l:Ledger {id: 0})
OPTIONAL MATCH (s:Store)
RETURN coalesce(s.id, '') AS store, l.seq AS seq, l.pruned AS pruned
