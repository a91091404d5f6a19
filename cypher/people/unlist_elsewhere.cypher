// Takes entries of the list from people who had them under another e-mail address; their reports follow.
// mode: write
// visibility: steward
UNWIND $listed AS one
MATCH (p:Person {key: one.key})
MATCH (former:Person {listed_id: one.listed_id})
WHERE former <> p
OPTIONAL MATCH (former)-[place:MEMBER_OF|REPORTS_TO]->()
DELETE place
WITH DISTINCT p, former
CALL (p, former) {
  MATCH (report:Person)-[to:REPORTS_TO]->(former)
  DELETE to
  CREATE (report)-[:REPORTS_TO]->(p)
}
CALL (p, former) {
  MATCH (former)-[done:COMPLETED]->(c:Content)
  WITH p, done, c, done.at AS at, done.score AS score
  DELETE done
  MERGE (p)-[again:COMPLETED {at: at}]->(c)
  SET again.score = score
}
CALL (p, former) {
  MATCH (former)-[showed:SHOWED]->(o:Observation)
  DELETE showed
  CREATE (p)-[:SHOWED]->(o)
}
CALL (p, former) {
  MATCH (former)-[observed:OBSERVED]->(o:Observation)
  DELETE observed
  CREATE (p)-[:OBSERVED]->(o)
}
CALL (p, former) {
  MATCH (former)-[owns:OWNS]->(c:Content)
  DELETE owns
  CREATE (p)-[:OWNS]->(c)
}
REMOVE former.listed_id, former.listed_name, former.listed_left, former.email, former.title, former.site,
       former.time_zone, former.languages, former.starts, former.ends, former.working_hours, former.work_days,
       former.works_from, former.works_to
RETURN former.key AS person
