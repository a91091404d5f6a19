// Replaces changed rows.
// mode: write
// visibility: system
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id})
SET e = row, e.seq = $seq
