// A vocabulary is taken in under a name of its own.
// mode: write
// visibility: system
CREATE CONSTRAINT import_name IF NOT EXISTS FOR (i:Import) REQUIRE i.name IS UNIQUE
