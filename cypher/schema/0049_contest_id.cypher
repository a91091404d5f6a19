// A line of evidence is contested once.
// mode: write
// visibility: system
CREATE CONSTRAINT contest_id IF NOT EXISTS FOR (c:Contest) REQUIRE c.id IS UNIQUE
