// How many relationships there are of each type; what skills require apart from what roles do.
// mode: read
// visibility: system
MATCH (a)-[r]->()
RETURN type(r) + CASE WHEN type(r) = 'REQUIRES' AND a:Skill THEN ' between skills' ELSE '' END AS name,
       count(*) AS number
ORDER BY name
