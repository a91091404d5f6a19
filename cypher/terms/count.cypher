// Adds to the number of contributions that hold each term, and spells out those with enough.
// mode: write
// visibility: system
UNWIND $changes AS change
MERGE (t:Term {h: change.hash})
ON CREATE SET t.df = change.by
ON MATCH SET t.df = t.df + change.by
FOREACH (_ IN CASE WHEN t.df >= $enough AND t.text IS NULL THEN [1] ELSE [] END | SET t.text = change.text)
FOREACH (_ IN CASE WHEN t.df < $enough THEN [1] ELSE [] END | REMOVE t.text)
FOREACH (_ IN CASE WHEN t.df <= 0 THEN [1] ELSE [] END | DELETE t)
