// What was decided about findings.
// mode: read
// visibility: system
MATCH (d:FindingDecision)
RETURN d.id AS finding, d.status AS status, d.reason AS reason, d.to AS to, d.by AS by, d.at AS at,
       d.digest AS digest
ORDER BY finding
