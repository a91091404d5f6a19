// The next pieces of content by title: those whose title holds a text, of a kind, and that teach a skill.
// mode: read
// visibility: viewer
MATCH (c:Content)
WHERE size($scopes) > 0 AND c.title >= $after_title AND (c.title > $after_title OR c.id > $after_id)
  AND toLower(c.title) CONTAINS toLower($search) AND ($kind = '' OR c.kind = $kind)
  AND ($skill = '' OR EXISTS { (c)-[:TEACHES]->(:Skill {id: $skill}) })
RETURN c.id AS id, c.title AS title
ORDER BY title, id
LIMIT $first
