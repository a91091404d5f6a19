// Some accounts with their e-mail addresses, by which they belong to a person of their own.
// mode: read
// visibility: system
UNWIND $accounts AS key
MATCH (a:Account {key: key})
RETURN a.id AS identity, a.handle AS handle, a.name AS name, a.email AS email
