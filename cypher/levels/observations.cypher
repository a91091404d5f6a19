// What observers saw some people do, whether the observer leads them, and what those people saw them do.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})-[:SHOWED]->(o:Observation)-[:OF_COMPETENCY]->(c:Competency)
OPTIONAL MATCH (by:Person)-[:OBSERVED]->(o)
RETURN p.key AS person, o.id AS id, c.id AS competency, o.level AS level, toString(o.at) AS at,
       coalesce(by.id, '') AS observer, coalesce(by.name, '') AS observer_name, by = p AS is_self,
       by IS NOT NULL AND EXISTS { (p)-[:REPORTS_TO*1..9]->(by) } AS leads,
       head(COLLECT {
         MATCH (p)-[:OBSERVED]->(back:Observation)-[:OF_COMPETENCY]->(c), (by)-[:SHOWED]->(back)
         RETURN toString(back.at) AS day ORDER BY day
       }) AS returned
ORDER BY at DESC, id
