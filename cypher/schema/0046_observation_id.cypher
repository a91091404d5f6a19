// Every observation has an id of its own.
// mode: write
// visibility: system
CREATE CONSTRAINT observation_id IF NOT EXISTS FOR (o:Observation) REQUIRE o.id IS UNIQUE
