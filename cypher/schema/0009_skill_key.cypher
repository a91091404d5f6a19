// A skill has one key.
// mode: write
// visibility: system
CREATE CONSTRAINT skill_key IF NOT EXISTS FOR (s:Skill) REQUIRE s.key IS UNIQUE
