// Remembers that items are deleted: they do not come back.
// mode: write
// visibility: system
UNWIND $items AS item
MERGE (:Deleted {item: item})
