// What there is of a space.
// mode: read
// visibility: system
RETURN COUNT { MATCH (:Evidence {space: $space}) } AS rows_by,
       COUNT { MATCH (:Evidence {space: $space}) } AS rows_about,
       COUNT { MATCH ()-[k:KNOWS]->() WHERE k.scope = $scope AND $scope <> '*' } AS relationships,
       0 AS accounts, 0 AS people, 0 AS learning
