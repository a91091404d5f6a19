// A competency has one id.
// mode: write
// visibility: system
CREATE CONSTRAINT competency_id IF NOT EXISTS FOR (c:Competency) REQUIRE c.id IS UNIQUE
