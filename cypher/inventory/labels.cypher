// How many nodes there are of each label.
// mode: read
// visibility: system
MATCH (n)
UNWIND labels(n) AS name
RETURN name, count(*) AS number
ORDER BY name
