// The next competencies of some published frameworks, in the frameworks' order.
// mode: read
// visibility: viewer
UNWIND range(0, CASE WHEN size($scopes) > 0 THEN size($after) ELSE 0 END - 1) AS number
WITH number, $after[number] AS page
CALL (page) {
  MATCH (:Framework {version_key: page.key})-[:DEFINES]->(c:Competency)
  WHERE c.place > page.place
  RETURN c.id AS id, c.place AS place
  ORDER BY place
  LIMIT $first
}
RETURN number AS page, id, place
ORDER BY page, place
