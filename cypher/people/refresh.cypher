// Takes each person's name and standing from what the organisation lists and their accounts, their own first.
// mode: write
// visibility: system
UNWIND $people AS key
MATCH (p:Person {key: key})
OPTIONAL MATCH (p)<-[:OF]-(a:Account)
WITH p, a ORDER BY coalesce(a.own, p.key) = p.key DESC, a.key
WITH p, collect(a) AS accounts
SET p.name = coalesce(p.listed_name, head([a IN accounts WHERE a.name <> '' | a.name]),
                      head([a IN accounts | a.handle]), p.name, p.id),
    p.bot = size(accounts) > 0 AND all(a IN accounts WHERE a.bot),
    p.left = coalesce(p.listed_left, false) OR (size(accounts) > 0 AND all(a IN accounts WHERE a.deleted))
