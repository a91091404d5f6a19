// A person knows a skill in a scope once.
// mode: write
// visibility: system
CREATE CONSTRAINT knows_id IF NOT EXISTS FOR ()-[k:KNOWS]-() REQUIRE k.id IS UNIQUE
