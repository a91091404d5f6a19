// Some competencies of published frameworks, with what each means at its levels and the skills it includes.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (c:Competency {id: id})
RETURN c.id AS id, c.framework AS framework, c.name AS name, c.description AS description,
       CASE WHEN c.seen = 'confirmed only' AND EXISTS { (c)-[:INCLUDES {via: 'crosswalk'}]->(:Skill) }
            THEN 'mined in part' ELSE c.seen END AS seen,
       COLLECT {
         MATCH (c)-[m:MEANS]->(l:Level)
         RETURN {position: l.position, text: m.text} AS text ORDER BY l.position, m.place
       } AS texts,
       COLLECT { MATCH (c)-[i:INCLUDES]->(s:Skill) RETURN s.id ORDER BY i.place, s.id } AS skills
