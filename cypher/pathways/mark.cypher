// A number that changes whenever content, what it teaches and needs, or what competencies include does.
// mode: read
// visibility: public
CALL () {
  MATCH (c:Content)
  RETURN count(c) AS items, sum(coalesce(c.digest, 0) % 1000003) AS digests
}
CALL () {
  MATCH (:Content)-[t:TEACHES]->()
  RETURN count(t) AS teaches, sum(toInteger(coalesce(t.confidence, 1.0) * 1000) * (1 + 7 * t.`from` + 31 * t.`to`)) AS levels
}
CALL () {
  MATCH (:Content)-[n:NEEDS]->()
  RETURN count(n) AS needs, count(CASE n.status WHEN 'resolved' THEN 1 END) AS resolved
}
CALL () {
  MATCH (:Competency)-[i:INCLUDES]->()
  RETURN count(i) AS includes
}
CALL () {
  MATCH (s:Skill)-[m:MERGED_INTO]->()
  RETURN count(m) AS merged
}
RETURN [items, digests, teaches, levels, needs, resolved, includes, merged] AS mark
