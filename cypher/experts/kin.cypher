// Some skills with those a step broader, narrower and related, and whether anybody knows them; merges aside.
// mode: read
// visibility: public
UNWIND $skills AS id
MATCH (s:Skill {id: id})
RETURN s.id AS id, s.key AS key, coalesce(s.renamed, s.name) AS name,
       EXISTS { (:Person)-[:KNOWS]->(s) } AS known,
       [(s)-[:BROADER]->(o:Skill) | o.id] AS broader,
       [(s)<-[:BROADER]-(o:Skill) | o.id] AS narrower,
       [(s)-[:RELATED]-(o:Skill) | o.id] AS related
