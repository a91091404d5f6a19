// How many other people's pathways count on each of some people as a mentor.
// mode: read
// visibility: system
UNWIND $mentors AS mentor
RETURN mentor, COUNT {
  MATCH (p:Person)-[:FOLLOWS]->(w:Pathway)
  WHERE mentor IN w.mentors AND p.key <> $person
} AS number
