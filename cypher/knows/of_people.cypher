// The relationships of some people.
// mode: read
// visibility: system
UNWIND $people AS person
MATCH (p:Person {key: person})-[k:KNOWS]->(s:Skill)
RETURN k.id AS id, p.key AS person, s.key AS skill, k.scope AS scope, k.b AS b, k.n AS n, k.g AS g,
       k.threads AS threads, k.newest AS newest
