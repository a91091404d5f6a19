// A folder taken in again finds its documents.
// mode: write
// visibility: system
CREATE INDEX document_folder IF NOT EXISTS FOR (d:Document) ON (d.folder)
