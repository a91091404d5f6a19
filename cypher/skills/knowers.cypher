// The next people to ask about some skills, those who know most first, as far as some scopes show.
// mode: read
// visibility: viewer
UNWIND range(0, size($after) - 1) AS number
WITH number, $after[number] AS page
MATCH (s:Skill {id: page.id})
CALL (s, page) {
  MATCH (p:Person)-[k:KNOWS]->(s)
  WHERE k.scope IN $scopes AND NOT (k.scope = '*' AND coalesce(p.veiled, false))
    AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AND NOT coalesce(p.bot, false)
  WITH p, sum(k.g) AS g, collect(k) AS parts
  WHERE g > 0 AND (page.g IS NULL OR g < page.g OR (g = page.g AND p.id > page.other))
  RETURN p, g, parts
  ORDER BY g DESC, p.id
  LIMIT $first
}
RETURN number AS page, p.id AS person, s.id AS skill, g, [k IN parts | k.b] AS buckets, [k IN parts | k.n] AS units,
       [k IN parts | k.newest] AS newest, reduce(sum = 0, k IN parts | sum + k.threads) AS threads
ORDER BY page, g DESC, person
