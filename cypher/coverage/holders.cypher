// Who holds some skills: has shown each often enough, in enough months, and lately; a few of them by name.
// mode: read
// visibility: viewer
UNWIND $skills AS id
MATCH (s:Skill {id: id})<-[k:KNOWS]-(p:Person)
WHERE k.scope IN $scopes AND NOT coalesce(p.bot, false) AND NOT (k.scope = '*' AND coalesce(p.veiled, false))
UNWIND range(0, size(k.b) - 1) AS at
WITH s, p, k.n[at] AS units, k.b[at] / ($grades * $acts) AS month, k.b[at] / $grades % $acts AS act
WHERE month >= $window
WITH s, p, sum(CASE WHEN act IN $showing THEN units ELSE 0 END) AS units,
     count(DISTINCT CASE WHEN act IN $showing THEN month END) AS months,
     max(CASE WHEN act IN $showing THEN month END) AS newest,
     max(CASE WHEN act <> $asked THEN month END) AS touched,
     coalesce(p.left OR p.ends > '' AND p.ends < $day, false) AS gone
ORDER BY p.id
WITH s, p, gone, coalesce(units >= $units AND months >= $months AND newest >= $recent, false) AS holds,
     coalesce(touched >= $learning, false) AS learns
WITH s, collect(CASE WHEN holds AND NOT gone THEN [p.id, coalesce(p.name, ''), coalesce(p.ends, '')] END) AS holders,
     count(CASE WHEN holds AND gone THEN 1 END) AS gone,
     count(CASE WHEN learns AND NOT holds AND NOT gone THEN 1 END) AS learners
RETURN s.id AS skill, s.name AS name, size(holders) AS number, holders[..$first] AS holders, gone, learners
ORDER BY skill
