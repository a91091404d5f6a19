// A decision about a crosswalk has one id.
// mode: write
// visibility: system
CREATE CONSTRAINT crosswalk_decision_id IF NOT EXISTS FOR (d:CrosswalkDecision) REQUIRE d.id IS UNIQUE
