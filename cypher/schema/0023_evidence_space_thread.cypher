// Narrowing and settling again walk a space thread by thread.
// mode: write
// visibility: system
CREATE INDEX evidence_space_thread IF NOT EXISTS FOR (e:Evidence) ON (e.space, e.thread)
