// Remembers that accounts were matched by name, so that a link taken back by hand does not come again.
// mode: write
// visibility: system
UNWIND $accounts AS account
MATCH (a:Account {key: account})
SET a.matched = true
