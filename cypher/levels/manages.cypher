// Whether somebody is the direct manager of somebody.
// mode: read
// visibility: system
RETURN EXISTS { MATCH (:Person {id: $person})-[:REPORTS_TO]->(:Person {id: $manager}) } AS manages
