// Marks some of those who are not marked yet to be recounted, and says how many.
// mode: write
// visibility: steward
MATCH (p:Person)
WHERE NOT coalesce(p.stale, false)
WITH p LIMIT $most
SET p.stale = true
RETURN count(*) AS number
