// Accounts whose person is another than their e-mail address now says.
// mode: read
// visibility: system
UNWIND $accounts AS account
MATCH (a:Account {key: account.key})-[:OF]->(p:Person)
WHERE p.key <> account.person_key
RETURN a.key AS account, p.key AS held, account.person_key AS wanted
