// Writes a source and how its items are opened.
// mode: write
// visibility: system
MERGE (s:Source {id: $id})
SET s.template = $template
