// Competencies by id, with the skills that they include.
// mode: read
// visibility: public
UNWIND $ids AS id
MATCH (c:Competency {id: id})
RETURN c.id AS id, c.name AS name, coalesce(head([(f:Framework)-[:DEFINES]->(c) | f.title]), '') AS framework,
       CASE WHEN c.seen = 'confirmed only' AND EXISTS { (c)-[:INCLUDES {via: 'crosswalk'}]->(:Skill) }
            THEN 'mined in part' ELSE coalesce(c.seen, '') END AS seen, [(c)-[:INCLUDES]->(s:Skill) | s.id] AS skills
