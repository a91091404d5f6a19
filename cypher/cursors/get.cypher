// Where the reading of a source stands.
// mode: read
// visibility: system
MATCH (c:Cursor {id: $id})
RETURN c.fingerprint AS fingerprint, c.extractor AS extractor, c.position AS position, c.finished AS finished
