// The competencies of a published framework, with what each means at its levels, in their order.
// mode: read
// visibility: public
MATCH (:Framework {version_key: $key})-[:DEFINES]->(c:Competency)
RETURN c.id AS id, c.name AS name, c.description AS description, c.seen AS seen,
       COLLECT {
         MATCH (c)-[m:MEANS]->(l:Level)
         RETURN {position: l.position, text: m.text} AS text ORDER BY l.position, m.place
       } AS texts,
       COLLECT { MATCH (c)-[i:INCLUDES]->(s:Skill) WHERE i.via IN $via RETURN s.id ORDER BY i.place, s.id } AS skills
ORDER BY c.place, id
