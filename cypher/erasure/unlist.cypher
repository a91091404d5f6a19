// Takes a person off the organisation's list, with place, reports and the links by hand of these identities.
// mode: write
// visibility: steward
MATCH (p:Person {key: $person})
OPTIONAL MATCH (p)-[place:MEMBER_OF|REPORTS_TO]-()
DELETE place
WITH DISTINCT p
SET p = {key: p.key, id: p.id, name: p.name, stale: true, veiled: true}
WITH p
MATCH (l:Link)
WHERE l.a IN $identities OR l.b IN $identities
DELETE l
