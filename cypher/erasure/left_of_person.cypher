// What there is of a person and their accounts.
// mode: read
// visibility: system
RETURN COUNT { MATCH (e:Evidence) WHERE e.author IN $accounts } AS rows_by,
       COUNT { MATCH (e:Evidence) WHERE e.subject IN $accounts OR e.person = $person } AS rows_about,
       COUNT { MATCH (:Person {key: $person})-[:KNOWS]->() } AS relationships,
       COUNT { MATCH (a:Account) WHERE a.key IN $accounts } AS accounts,
       COUNT { MATCH (:Person {key: $person}) } AS people,
       COUNT { MATCH (:Person {key: $person})-[:COMPLETED|SHOWED|OBSERVED|FOLLOWS]->() }
         + COUNT { MATCH (:Person {key: $person})-[:OWNS]->(:Content) } AS learning
