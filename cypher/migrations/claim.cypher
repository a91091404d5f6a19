// Marks the graph as belonging to a store, unless it already belongs to one.
// mode: write
// visibility: system
MERGE (l:Store)
ON CREATE SET l.id = $store
RETURN l.id AS id
