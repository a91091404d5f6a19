// A row goes once.
// mode: write
// visibility: system
CREATE CONSTRAINT gone_id IF NOT EXISTS FOR (g:Gone) REQUIRE g.id IS UNIQUE
