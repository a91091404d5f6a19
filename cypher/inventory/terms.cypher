// The next terms after a hash, in the order of their hashes: how many contributions each is said to have.
// mode: read
// visibility: system
MATCH (t:Term)
WHERE t.h > $after
RETURN t.h AS hash, t.df AS df, t.text IS NOT NULL AS spelled
ORDER BY hash
LIMIT $first
