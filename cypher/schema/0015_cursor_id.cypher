// A source is read at one place at a time.
// mode: write
// visibility: system
CREATE CONSTRAINT cursor_id IF NOT EXISTS FOR (c:Cursor) REQUIRE c.id IS UNIQUE
