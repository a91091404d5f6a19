// Some people of the directory, which every known viewer may read.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $ids ELSE [] END AS id
MATCH (p:Person {id: id})
WHERE NOT coalesce(p.bot, false)
RETURN p.id AS id, p.name AS name, false AS bot,
       coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AS left
