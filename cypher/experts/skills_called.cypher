// Skills with this id or label, whatever its capitals, or those they are merged into; `text` is in lower case.
// mode: read
// visibility: public
MATCH (called:Skill)
WHERE called.retired IS NULL
  AND (toLower(called.id) = $text OR toLower(called.name) = $text OR toLower(called.renamed) = $text
       OR any(label IN called.aliases + coalesce(called.translated, []) WHERE toLower(label) = $text
              AND NOT EXISTS { MATCH (:Skill)-[split:SPLIT_FROM]->(called) WHERE label IN split.labels }))
MATCH (called)-[:MERGED_INTO*0..]->(s:Skill)
WHERE NOT EXISTS { (s)-[:MERGED_INTO]->() }
WITH s, min(CASE $text WHEN toLower(called.id) THEN 0 WHEN toLower(coalesce(called.renamed, called.name)) THEN 1 ELSE 2 END) AS place
RETURN s.key AS key, s.id AS id, coalesce(s.renamed, s.name) AS name
ORDER BY place, id
