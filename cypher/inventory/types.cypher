// How many relationships there are of each type.
// mode: read
// visibility: system
MATCH ()-[r]->()
RETURN type(r) AS name, count(*) AS number
ORDER BY name
