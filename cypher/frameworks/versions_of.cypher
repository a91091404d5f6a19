// The keys of the versions of some frameworks, the first version first.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (f:Framework {id: id})
WHERE f.state <> 'arriving'
RETURN id AS framework, f.version_key AS key
ORDER BY id, f.version
