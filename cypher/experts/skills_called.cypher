// Skills with this id or label, whatever its capitals; `text` is in lower case.
// mode: read
// visibility: public
MATCH (s:Skill)
WHERE toLower(s.id) = $text OR toLower(s.name) = $text OR any(alias IN s.aliases WHERE toLower(alias) = $text)
RETURN s.key AS key, s.id AS id, s.name AS name
ORDER BY toLower(s.id) <> $text, toLower(s.name) <> $text, id
