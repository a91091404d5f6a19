// The next skills of some people, those they know most about first, as far as some scopes show.
// mode: read
// visibility: viewer
UNWIND range(0, size($after) - 1) AS number
WITH number, $after[number] AS page
MATCH (p:Person {id: page.id})
WHERE NOT coalesce(p.bot, false)
CALL (p, page) {
  MATCH (p)-[k:KNOWS]->(s:Skill)
  WHERE k.scope IN $scopes AND NOT (k.scope = '*' AND coalesce(p.veiled, false))
    AND NOT EXISTS { (s)-[:MERGED_INTO]->() }
  WITH s, sum(k.g) AS g, collect(k) AS parts
  WHERE g > 0 AND (page.g IS NULL OR g < page.g OR (g = page.g AND s.id > page.other))
  RETURN s, g, parts
  ORDER BY g DESC, s.id
  LIMIT $first
}
RETURN number AS page, p.id AS person, s.id AS skill, g, [k IN parts | k.b] AS buckets, [k IN parts | k.n] AS units,
       [k IN parts | k.newest] AS newest, reduce(sum = 0, k IN parts | sum + k.threads) AS threads
ORDER BY page, g DESC, skill
