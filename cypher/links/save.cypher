// Writes a link, unless it stands.
// mode: write
// visibility: steward
MERGE (l:Link {id: $id})
ON CREATE SET l.a = $link.a, l.b = $link.b, l.by = $link.by, l.at = $link.at
