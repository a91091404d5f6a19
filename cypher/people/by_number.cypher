// Some entries of the organisation's list, by their numbers.
// mode: read
// visibility: system
UNWIND $numbers AS number
MATCH (p:Person {listed_id: number})
RETURN p.listed_id AS number, p.listed_name AS name, coalesce(p.email, '') AS email, p.id AS person
