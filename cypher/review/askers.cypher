// Who asked about anything since a month, in spaces that the viewer may read, and the languages that they read.
// mode: read
// visibility: viewer
MATCH (p:Person)
WHERE NOT coalesce(p.bot, false)
  AND EXISTS {
    (p)-[k:KNOWS]->(:Skill)
    WHERE k.scope IN $scopes
      AND any(bucket IN k.b WHERE bucket / $grades % $acts = $asked AND bucket / ($grades * $acts) >= $month)
  }
RETURN p.key AS person, coalesce(p.languages, []) AS languages
ORDER BY person
