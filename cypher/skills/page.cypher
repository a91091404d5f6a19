// The next skills that a text is part of a label of, their own or one of a skill merged into them, by name.
// mode: read
// visibility: viewer
MATCH (s:Skill)
WHERE size($scopes) > 0 AND NOT EXISTS { (s)-[:MERGED_INTO]->() }
WITH s, coalesce(s.renamed, s.name) AS name
WHERE (name > $after_name OR (name = $after_name AND s.id > $after_id))
  AND EXISTS {
    MATCH (one:Skill)-[:MERGED_INTO*0..]->(s)
    WHERE one.retired IS NULL
    UNWIND [name, one.name] + one.aliases + coalesce(one.translated, []) AS label
    WITH one, label
    WHERE toLower(label) CONTAINS toLower($search)
      AND NOT EXISTS { MATCH (:Skill)-[split:SPLIT_FROM]->(one) WHERE label IN split.labels }
    RETURN label
  }
RETURN s.id AS id
ORDER BY name, id
LIMIT $first
