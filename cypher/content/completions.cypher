// What of some completions is held already.
// mode: read
// visibility: system
UNWIND $rows AS row
MATCH (:Person {id: row.person})-[d:COMPLETED {at: row.at}]->(:Content {id: row.content})
RETURN row.person AS person, row.content AS content, row.at AS at, d.score AS score
