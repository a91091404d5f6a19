// Which of some keys, of accounts, people and spaces, were erased and must not come back.
// mode: read
// visibility: system
UNWIND $keys AS key
MATCH (e:Erased {key: key})
RETURN e.key AS key
