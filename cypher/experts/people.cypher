// Which of some people are there to be asked, with their names.
// mode: read
// visibility: public
UNWIND $people AS key
MATCH (p:Person {key: key})
WHERE NOT coalesce(p.left, false) AND NOT coalesce(p.bot, false)
RETURN p.key AS key, p.id AS id, p.name AS name
