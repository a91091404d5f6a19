// Which of some items were deleted.
// mode: read
// visibility: system
UNWIND $items AS item
MATCH (d:Deleted {item: item})
RETURN d.item AS item
