// What stewards decided about crosswalks from some competencies, whether what they lead to is there or not.
// mode: read
// visibility: public
MATCH (d:CrosswalkDecision)
WHERE d.source IN $sources
RETURN d.id AS id, d.source AS source, d.target AS target, d.relation AS relation, d.confidence AS confidence,
       d.reason AS reason, d.status AS standing, d.by AS by, d.at AS at
