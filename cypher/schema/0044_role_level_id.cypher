// A role level has one id.
// mode: write
// visibility: system
CREATE CONSTRAINT role_level_id IF NOT EXISTS FOR (l:RoleLevel) REQUIRE l.id IS UNIQUE
