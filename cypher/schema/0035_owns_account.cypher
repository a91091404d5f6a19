// An account that moves takes along what it owns.
// mode: write
// visibility: system
CREATE INDEX owns_account IF NOT EXISTS FOR ()-[r:OWNS]-() ON (r.account)
