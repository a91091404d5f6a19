// Removes relationships.
// mode: write
// visibility: system
UNWIND $ids AS id
MATCH ()-[k:KNOWS {id: id}]->()
DELETE k
