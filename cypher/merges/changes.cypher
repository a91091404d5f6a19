// What stewards changed in the vocabulary and did not take back, oldest first.
// mode: read
// visibility: system
CALL () {
  MATCH (s:Skill)-[r:MERGED_INTO]->(o:Skill)
  WHERE s.retired IS NULL
  RETURN 'merge' AS kind, s.id AS skill, o.id AS other, '' AS name, [] AS labels, false AS ordinary, r.by AS by, r.at AS at
  UNION ALL
  MATCH (s:Skill)-[r:SPLIT_FROM]->(o:Skill)
  RETURN 'split' AS kind, s.id AS skill, o.id AS other, s.name AS name, r.labels AS labels, false AS ordinary, r.by AS by, r.at AS at
  UNION ALL
  MATCH (s:Skill)
  WHERE s.renamed IS NOT NULL
  RETURN 'rename' AS kind, s.id AS skill, '' AS other, s.renamed AS name, [] AS labels,
         coalesce(s.renamed_ordinary, false) AS ordinary, s.renamed_by AS by, s.renamed_at AS at
}
RETURN kind, skill, other, name, labels, ordinary, by, at
ORDER BY at, kind, skill
