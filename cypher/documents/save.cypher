// Writes documents as they now stand; nobody has a part in them until that is written.
// mode: write
// visibility: system
UNWIND $documents AS document
MERGE (d:Document {key: document.key})
SET d = document
WITH d
OPTIONAL MATCH (:Person)-[part:WROTE|REVIEWED|OWNS]->(d)
DELETE part
