// Every pathway has an id of its own.
// mode: write
// visibility: system
CREATE CONSTRAINT pathway_id IF NOT EXISTS FOR (w:Pathway) REQUIRE w.id IS UNIQUE
