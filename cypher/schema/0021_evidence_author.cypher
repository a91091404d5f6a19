// Erasure addresses what somebody said.
// mode: write
// visibility: system
CREATE INDEX evidence_author IF NOT EXISTS FOR (e:Evidence) ON (e.author)
