// Says how a source's items are opened, unless that was said before.
// mode: write
// visibility: system
MERGE (s:Source {id: $id})
ON CREATE SET s.template = $template
