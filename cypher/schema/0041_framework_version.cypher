// A version of a framework is there once.
// mode: write
// visibility: system
CREATE CONSTRAINT framework_version IF NOT EXISTS FOR (f:Framework) REQUIRE f.version_key IS UNIQUE
