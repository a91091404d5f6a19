// Every piece of content has an id of its own.
// mode: write
// visibility: system
CREATE CONSTRAINT content_id IF NOT EXISTS FOR (c:Content) REQUIRE c.id IS UNIQUE
