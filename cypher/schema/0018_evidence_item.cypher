// Edits and deletions address an item.
// mode: write
// visibility: system
CREATE INDEX evidence_item IF NOT EXISTS FOR (e:Evidence) ON (e.item)
