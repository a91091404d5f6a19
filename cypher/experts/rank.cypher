// People who have shown that they know some skills: rare skills say more, old evidence less.
// mode: read
// visibility: viewer
UNWIND $skills AS wanted
UNWIND $scopes AS scope
MATCH (p:Person)-[k:KNOWS {pool: wanted.id + '|' + scope}]->(:Skill)
WHERE k.g > 0 AND NOT coalesce(p.bot, false) AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
  AND NOT (scope = '*' AND coalesce(p.veiled, false))
WITH wanted, p, sum(k.g) AS g,
     max(any(bucket IN k.b WHERE bucket / $grades % $acts IN $showing)) AS shows
WITH wanted, collect({person: p, g: g, shows: shows}) AS knowing
WITH wanted, knowing, wanted.weight / log(e() + size(knowing)) AS worth
UNWIND knowing AS one
WITH one.person AS p, sum(worth * log(1 + one.g / $unit)) AS score, max(wanted.direct AND one.shows) AS direct
WHERE direct
WITH p, score
ORDER BY score DESC, p.id
LIMIT $first
WITH collect(p.key) AS key, collect(p.id) AS id, collect(p.name) AS name, collect(score) AS score
WHERE size(key) > 0
RETURN key, id, name, score
