// Everybody who works in the organisation, with team and site.
// mode: read
// visibility: system
MATCH (p:Person)
WHERE NOT coalesce(p.bot, false) AND NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false)
RETURN p.key AS key, p.id AS id, coalesce(p.name, '') AS name,
       coalesce(head([(p)-[:MEMBER_OF]->(t:Team) | t.name]), '') AS team, coalesce(p.site, '') AS site,
       coalesce(p.open_to_moves, false) AS open_to_moves
ORDER BY id
