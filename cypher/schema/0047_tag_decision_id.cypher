// A tag of content is decided once.
// mode: write
// visibility: system
CREATE CONSTRAINT tag_decision_id IF NOT EXISTS FOR (d:TagDecision) REQUIRE d.id IS UNIQUE
