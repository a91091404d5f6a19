// The newest threads in which some skills were shown, as far as some scopes show.
// mode: read
// visibility: viewer
UNWIND $skills AS wanted
WITH wanted WHERE size($scopes) > 0
CALL (wanted) {
  UNWIND $scopes AS scope
  MATCH (p:Person)-[k:KNOWS {pool: wanted.id + '|' + scope}]->(:Skill)
  WHERE NOT (scope = '*' AND coalesce(p.veiled, false)) AND NOT coalesce(p.bot, false)
  UNWIND range(0, size(k.newest) - 1, 2) AS n
  WITH k.newest[n] AS at, k.newest[n + 1] AS row
  ORDER BY at DESC, row
  LIMIT $most
  MATCH (e:Evidence {id: row})
  MATCH (s:Space {key: e.space})
  WHERE s.scope IN $scopes
  RETURN collect(DISTINCT e.thread) AS threads
}
RETURN wanted.id AS skill, threads
