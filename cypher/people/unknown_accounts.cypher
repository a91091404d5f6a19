// Which of some accounts are not known yet.
// mode: read
// visibility: system
UNWIND $accounts AS key
WITH key
WHERE NOT EXISTS { (:Account {key: key}) }
RETURN key AS account
