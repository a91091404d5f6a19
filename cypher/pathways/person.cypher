// What a pathway needs to know of somebody: languages, site, and what they completed.
// mode: read
// visibility: system
MATCH (p:Person {key: $person})
RETURN coalesce(p.languages, []) AS languages, coalesce(p.site, '') AS site,
       COLLECT { MATCH (p)-[:COMPLETED]->(c:Content) RETURN DISTINCT c.id ORDER BY c.id } AS completed
