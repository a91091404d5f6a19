// Says where the reading of a source stands.
// mode: write
// visibility: system
MERGE (c:Cursor {id: $id})
SET c.fingerprint = $fingerprint, c.extractor = $extractor, c.position = $position, c.finished = $finished
