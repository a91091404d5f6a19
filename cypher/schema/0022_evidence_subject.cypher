// Relinking addresses what an account showed.
// mode: write
// visibility: system
CREATE INDEX evidence_subject IF NOT EXISTS FOR (e:Evidence) ON (e.subject)
