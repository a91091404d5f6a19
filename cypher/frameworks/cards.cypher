// Some versions of frameworks, which every known viewer may read.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $keys ELSE [] END AS key
MATCH (f:Framework {version_key: key})
WHERE f.state <> 'arriving'
RETURN f.id AS id, f.version AS version, f.status AS status, f.state AS state, f.base AS base, f.uri AS uri,
       f.title AS title, f.creator AS creator, f.language AS language, f.kind AS kind, f.region AS region,
       f.based_on AS based_on, f.choices AS choices, f.by AS by, f.at AS at
