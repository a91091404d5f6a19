// Every entry of the journal of who looked has an id of its own.
// mode: write
// visibility: system
CREATE CONSTRAINT look_id IF NOT EXISTS FOR (l:Look) REQUIRE l.id IS UNIQUE
