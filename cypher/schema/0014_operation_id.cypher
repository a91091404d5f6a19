// An operation is known by what it does to what.
// mode: write
// visibility: system
CREATE CONSTRAINT operation_id IF NOT EXISTS FOR (o:Operation) REQUIRE o.id IS UNIQUE
