// Whether anybody's evidence has a skill, as far as it is counted.
// mode: read
// visibility: system
RETURN EXISTS { MATCH (:Person)-[:KNOWS]->(:Skill {id: $skill}) } OR EXISTS { MATCH (:Person {stale: true}) } AS known
