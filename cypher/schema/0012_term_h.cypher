// A term has one hash.
// mode: write
// visibility: system
CREATE CONSTRAINT term_h IF NOT EXISTS FOR (t:Term) REQUIRE t.h IS UNIQUE
