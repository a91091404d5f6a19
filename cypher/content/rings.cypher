// Which pieces of content need which others, as far as that is certain.
// mode: read
// visibility: system
MATCH (c:Content)-[n:NEEDS {status: 'resolved'}]->(other:Content)
WHERE c.status <> 'retired'
RETURN DISTINCT c.id AS item, other.id AS needs
ORDER BY item, needs
