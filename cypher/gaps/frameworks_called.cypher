// Published frameworks with this id or title, with the competencies that they define; `text` is in lower case.
// mode: read
// visibility: public
MATCH (f:Framework {status: 'published'})
WHERE toLower(f.id) = $text OR toLower(trim(f.title)) = $text
RETURN f.id AS id, f.title AS title, COLLECT { MATCH (f)-[:DEFINES]->(c:Competency) RETURN c.id ORDER BY c.place }
       AS competencies
ORDER BY id
