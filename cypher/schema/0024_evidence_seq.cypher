// Followers read what changed after a sequence number.
// mode: write
// visibility: system
CREATE INDEX evidence_seq IF NOT EXISTS FOR (e:Evidence) ON (e.seq)
