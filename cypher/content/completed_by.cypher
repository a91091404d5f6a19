// What some people completed, for themselves, their direct manager and stewards.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $people ELSE [] END AS id
MATCH (p:Person {id: id})
WHERE p.id = $viewer OR $steward OR EXISTS { (p)-[:REPORTS_TO]->(:Person {id: $viewer}) }
MATCH (p)-[d:COMPLETED]->(c:Content)
RETURN p.id AS person, c.id AS content, d.at AS at, d.score AS score
ORDER BY person, at DESC, content
