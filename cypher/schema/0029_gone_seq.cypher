// Followers read what went after a sequence number.
// mode: write
// visibility: system
CREATE INDEX gone_seq IF NOT EXISTS FOR (g:Gone) ON (g.seq)
