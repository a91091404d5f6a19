// Which of some people are there to be asked, with their names.
// mode: read
// visibility: public
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE NOT coalesce(p.left OR p.ends > '' AND p.ends < toString(date()), false) AND NOT coalesce(p.bot, false)
WITH collect(p.key) AS key, collect(p.id) AS id, collect(p.name) AS name
WHERE size(key) > 0
RETURN key, id, name
