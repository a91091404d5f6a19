// The next pieces of content after an id that say in words what they need.
// mode: read
// visibility: public
MATCH (c:Content)
WHERE c.id > $after AND c.prerequisites <> '' AND c.status <> 'retired'
RETURN c.id AS id, c.title AS title
ORDER BY id
LIMIT $first
