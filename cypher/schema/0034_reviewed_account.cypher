// An account that moves takes along what it reviewed.
// mode: write
// visibility: system
CREATE INDEX reviewed_account IF NOT EXISTS FOR ()-[r:REVIEWED]-() ON (r.account)
