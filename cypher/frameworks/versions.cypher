// Every version of every framework, the first one first.
// mode: read
// visibility: public
MATCH (f:Framework)
RETURN f.id AS id, f.version AS version, f.status AS status, f.state AS state, f.base AS base, f.uri AS uri,
       f.title AS title, f.creator AS creator, f.language AS language, f.kind AS kind, f.region AS region,
       f.based_on AS based_on, f.choices AS choices, f.by AS by, f.at AS at
ORDER BY title, id, version
