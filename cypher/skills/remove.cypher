// Removes skills, with their relations to others.
// mode: write
// visibility: steward
UNWIND $keys AS key
MATCH (s:Skill {key: key})
DETACH DELETE s
