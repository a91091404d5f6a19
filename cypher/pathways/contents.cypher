// The next pieces of content after an id, as far as pathways need them.
// mode: read
// visibility: public
MATCH (c:Content)
WHERE c.id > $after AND c.kind IS NOT NULL
OPTIONAL MATCH (p:Person)-[:OWNS]->(c)
WITH c, head(collect(p.id)) AS owner
ORDER BY c.id
LIMIT $first
RETURN c.id AS id, c.title AS title, c.kind AS kind, owner, coalesce(c.languages, []) AS languages,
       coalesce(c.regions, []) AS regions, c.minutes AS minutes, c.minutes_max AS minutes_max,
       c.weeks_min AS weeks_min, coalesce(c.url, '') AS url, c.status AS status, c.credential AS credential,
       c.translation_of AS translation_of, c.replaced_by AS replaced_by,
       coalesce(c.prerequisites, '') AS prerequisites, coalesce(c.words, []) AS words
ORDER BY id
