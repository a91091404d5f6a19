// Remembers that accounts, people and spaces were erased: their keys alone.
// mode: write
// visibility: steward
UNWIND $keys AS key
MERGE (:Erased {key: key})
