// Skills whose name ends in a number, as versions do.
// mode: read
// visibility: public
MATCH (s:Skill)
WHERE s.name =~ '.*[ v][0-9]{1,2}([.][0-9]{1,2})?' AND NOT EXISTS { (s)-[:MERGED_INTO]->() }
RETURN s.id AS id, s.name AS name
ORDER BY id
