// The published frameworks with the competencies that they define, or the one with an id or title.
// mode: read
// visibility: public
MATCH (f:Framework {status: 'published'})
WHERE $text = '' OR toLower(f.id) = $text OR toLower(trim(f.title)) = $text
RETURN f.id AS id, f.title AS title, COLLECT { MATCH (f)-[:DEFINES]->(c:Competency) RETURN c.id ORDER BY c.place }
       AS competencies
ORDER BY title, id
