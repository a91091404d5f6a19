// Nothing is erased twice.
// mode: write
// visibility: system
CREATE CONSTRAINT erased_key IF NOT EXISTS FOR (e:Erased) REQUIRE e.key IS UNIQUE
