// The crosswalks of some competencies.
// mode: read
// visibility: public
UNWIND $sources AS source
MATCH (c:Competency {id: source})-[x:CROSSWALK]->(t)
RETURN x.id AS id, c.id AS source, t.id AS target, x.relation AS relation, x.confidence AS confidence,
       x.reason AS reason, x.status AS standing, x.by AS by, x.at AS at
