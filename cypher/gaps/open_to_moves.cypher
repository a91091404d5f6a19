// Notes whether somebody is open to other work inside.
// mode: write
// visibility: system
MATCH (p:Person {id: $person})
SET p.open_to_moves = CASE WHEN $open THEN true END
