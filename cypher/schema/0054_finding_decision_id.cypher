// A finding of the review is decided about once.
// mode: write
// visibility: system
CREATE CONSTRAINT finding_decision_id IF NOT EXISTS FOR (d:FindingDecision) REQUIRE d.id IS UNIQUE
