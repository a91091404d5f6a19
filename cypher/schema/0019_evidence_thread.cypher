// Acts are decided per thread.
// mode: write
// visibility: system
CREATE INDEX evidence_thread IF NOT EXISTS FOR (e:Evidence) ON (e.thread)
