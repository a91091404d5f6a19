// The fold finds whom it has to recount.
// mode: write
// visibility: system
CREATE INDEX person_stale IF NOT EXISTS FOR (p:Person) ON (p.stale)
