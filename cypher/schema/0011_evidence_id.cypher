// An item shows one thing about one person once.
// mode: write
// visibility: system
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (e:Evidence) REQUIRE e.id IS UNIQUE
