// Whether evidence may have skills that are no more.
// mode: read
// visibility: steward
MATCH (l:Ledger)
RETURN coalesce(l.orphans, false) AS orphans
