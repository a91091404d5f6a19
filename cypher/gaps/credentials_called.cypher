// What a credential asks for: what its content teaches and needs; `text` is in lower case.
// mode: read
// visibility: public
MATCH (c:Content)
WHERE c.credential IS NOT NULL
  AND (toLower(c.credential) = $text OR toLower(c.id) = $text OR toLower(trim(c.title)) = $text)
MATCH (c)-[r:TEACHES|NEEDS]->(what:Skill|Competency)
RETURN c.credential AS credential, c.title AS title, what.id AS target, what.name AS name, what:Skill AS is_skill,
       coalesce(r.to, r.level) AS level
ORDER BY credential, target, level
