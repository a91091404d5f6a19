// Takes documents away, whose rows are already gone.
// mode: write
// visibility: system
UNWIND $keys AS key
MATCH (d:Document {key: key})
DETACH DELETE d
