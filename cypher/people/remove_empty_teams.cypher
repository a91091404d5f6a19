// Removes teams that nobody is a member of any more.
// mode: write
// visibility: steward
MATCH (t:Team)
WHERE NOT EXISTS { (t)--() }
DELETE t
