// Takes a finished operation off the list.
// mode: write
// visibility: system
MATCH (o:Operation {id: $id})
DELETE o
