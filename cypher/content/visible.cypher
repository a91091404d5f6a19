// Some pieces of content, which every known viewer may read.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (c:Content {id: id})
OPTIONAL MATCH (p:Person)-[:OWNS]->(c)
RETURN c.id AS id, c.title AS title, c.kind AS kind, c.layer AS layer, p.id AS owner, c.languages AS languages,
       c.regions AS regions, c.minutes AS minutes, c.minutes_max AS minutes_max, c.weeks_min AS weeks_min,
       c.url AS url, c.status AS status, c.review_on AS review_on, c.licence AS licence,
       c.mandatory AS mandatory, c.credential AS credential, c.translation_of AS translation_of,
       c.replaced_by AS replaced_by, c.section AS section, c.description AS description,
       c.prerequisites AS prerequisites, c.catalogue AS catalogue, c.words AS words
