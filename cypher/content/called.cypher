// The pieces of content with an id or, whatever its capitals, a title.
// mode: read
// visibility: public
MATCH (c:Content)
WHERE c.id = $text OR toLower(c.title) = toLower($text)
RETURN c.id AS id, c.title AS title
ORDER BY c.id <> $text, id
LIMIT 10
