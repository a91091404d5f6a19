// Removes rows, and leaves a mark of each for those who follow the ledger.
// mode: write
// visibility: system
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
DELETE e
MERGE (g:Gone {id: id})
SET g.seq = $seq
