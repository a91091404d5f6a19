// Competencies with this id, or this name whatever its capitals; `text` is in lower case.
// mode: read
// visibility: public
MATCH (c:Competency)
WHERE toLower(c.id) = $text OR toLower(trim(c.name)) = $text
RETURN c.id AS id
ORDER BY id
