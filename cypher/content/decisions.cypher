// What stewards decided about the tags of content.
// mode: read
// visibility: system
MATCH (d:TagDecision)
RETURN d.content AS content, d.side AS side, d.target AS target, d.refused AS refused, d.start AS start,
       d.end AS end, coalesce(d.by, '') AS by
ORDER BY d.id
