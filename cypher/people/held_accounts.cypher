// Some accounts, all accounts of some people, and all that are of one person with one of the former.
// mode: read
// visibility: system
CALL () {
  UNWIND $accounts AS key
  MATCH (a:Account {key: key})
  RETURN a
  UNION
  UNWIND $accounts AS key
  MATCH (:Account {key: key})-[:OF]->(:Person)<-[:OF]-(a:Account)
  RETURN a
  UNION
  UNWIND $people AS key
  MATCH (:Person {key: key})<-[:OF]-(a:Account)
  RETURN a
}
OPTIONAL MATCH (a)-[:OF]->(p:Person)
RETURN a.key AS account, a.id AS id, a.email AS email, p.key AS person
