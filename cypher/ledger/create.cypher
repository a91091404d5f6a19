// Writes new rows.
// mode: write
// visibility: system
UNWIND $rows AS row
CREATE (e:Evidence)
SET e = row, e.seq = $seq
