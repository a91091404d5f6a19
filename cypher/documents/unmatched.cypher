// Accounts that documents name without an e-mail address, and that were never matched with anybody.
// mode: read
// visibility: system
MATCH (a:Account)
WHERE a.source = $source AND a.email = '' AND NOT coalesce(a.matched, false)
RETURN a.id AS id, a.name AS name
ORDER BY id
