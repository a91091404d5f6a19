// An item is deleted once.
// mode: write
// visibility: system
CREATE CONSTRAINT deleted_item IF NOT EXISTS FOR (d:Deleted) REQUIRE d.item IS UNIQUE
