// Which of some accounts were once matched by name.
// mode: read
// visibility: system
UNWIND $accounts AS account
MATCH (a:Account {key: account, matched: true})
RETURN account
