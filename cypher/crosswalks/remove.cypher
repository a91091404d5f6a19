// Removes crosswalks.
// mode: write
// visibility: steward
UNWIND $ids AS id
MATCH ()-[x:CROSSWALK {id: id}]->()
DELETE x
