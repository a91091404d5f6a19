// Writes pieces of content without what they lead to; until that is written they are not whole.
// mode: write
// visibility: steward
UNWIND $items AS item
MERGE (c:Content {id: item.id})
SET c = item, c.digest = null
