// Open contests are found at once.
// mode: write
// visibility: system
CREATE INDEX contest_state IF NOT EXISTS FOR (c:Contest) ON (c.state)
