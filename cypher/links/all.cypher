// Every link that was made by hand, the earliest first.
// mode: read
// visibility: system
MATCH (l:Link)
RETURN l.a AS a, l.b AS b, l.by AS by, l.at AS at
ORDER BY at, l.id
