// What levels of the rubric mean for some competencies; of two texts the first.
// mode: read
// visibility: public
UNWIND $ids AS id
MATCH (c:Competency {id: id})-[m:MEANS]->(l:Level)
WHERE l.rubric IS NOT NULL
WITH id, l.rubric AS level, m ORDER BY id, level, m.place
RETURN id AS competency, level, head(collect(m.text)) AS text
ORDER BY competency, level
