// Two identities are linked once.
// mode: write
// visibility: system
CREATE CONSTRAINT link_id IF NOT EXISTS FOR (l:Link) REQUIRE l.id IS UNIQUE
