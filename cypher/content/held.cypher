// The next pieces of content after an id, in the order of their ids: which catalogue has them, and as what.
// mode: read
// visibility: system
MATCH (c:Content)
WHERE c.id > $after
RETURN c.id AS id, c.title AS title, c.section AS section, c.url AS url, c.status AS status,
       c.catalogue AS catalogue, c.translation_of AS translation_of, c.replaced_by AS replaced_by,
       c.digest AS digest,
       COUNT { (c)-[:TEACHES|NEEDS]->() } + COUNT { (:Person)-[:OWNS]->(c) } AS relationships
ORDER BY id
LIMIT $first
