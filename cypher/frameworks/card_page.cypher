// The next frameworks by title: of each the version that is published, else its draft.
// mode: read
// visibility: viewer
MATCH (f:Framework)
WHERE size($scopes) > 0 AND f.state <> 'arriving' AND f.status <> 'superseded'
  AND (f.status = 'published' OR NOT EXISTS { MATCH (g:Framework {id: f.id, status: 'published'}) })
  AND (f.title > $after_title OR (f.title = $after_title AND f.id > $after_id))
RETURN f.version_key AS key
ORDER BY f.title, f.id
LIMIT $first
