// The languages of everybody who works there and of whom any is known.
// mode: read
// visibility: viewer
MATCH (p:Person)
WHERE size($scopes) > 0 AND size(coalesce(p.languages, [])) > 0 AND NOT coalesce(p.bot, false)
  AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
RETURN p.languages AS languages
ORDER BY p.id
