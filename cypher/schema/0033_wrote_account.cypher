// An account that moves takes along what it wrote.
// mode: write
// visibility: system
CREATE INDEX wrote_account IF NOT EXISTS FOR ()-[r:WROTE]-() ON (r.account)
