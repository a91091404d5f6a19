// What is held of the documents of a folder.
// mode: read
// visibility: system
MATCH (d:Document {folder: $folder})
RETURN d.key AS key, d.path AS path, d.space AS space, d.stamp AS stamp, size(d.items) AS sections
