// A source is known by its name.
// mode: write
// visibility: system
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE
