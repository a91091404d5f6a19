// The relationships with some ids.
// mode: read
// visibility: system
UNWIND $ids AS id
MATCH (p:Person)-[k:KNOWS {id: id}]->(s:Skill)
RETURN k.id AS id, p.key AS person, s.key AS skill, k.scope AS scope, k.b AS b, k.n AS n, k.g AS g,
       k.threads AS threads, k.newest AS newest
