// Takes things of a framework that were retired into use again.
// mode: write
// visibility: steward
MATCH (n:Retired)
WHERE n.id IN $ids AND n.framework = $framework
FOREACH (_ IN CASE n.was WHEN 'Competency' THEN [1] ELSE [] END | SET n:Competency)
FOREACH (_ IN CASE n.was WHEN 'Role' THEN [1] ELSE [] END | SET n:Role)
FOREACH (_ IN CASE n.was WHEN 'RoleLevel' THEN [1] ELSE [] END | SET n:RoleLevel)
REMOVE n:Retired, n.was
