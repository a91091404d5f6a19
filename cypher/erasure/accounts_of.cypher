// The accounts of a person.
// mode: read
// visibility: system
MATCH (:Person {key: $person})<-[:OF]-(a:Account)
RETURN a.key AS key, a.id AS identity, a.own AS own
ORDER BY key
