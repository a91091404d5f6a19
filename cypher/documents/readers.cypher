// The accounts that may read a space.
// mode: read
// visibility: system
MATCH (a:Account)-[:CAN_READ]->(:Space {key: $space})
RETURN a.id AS account
ORDER BY account
