// Who of some people has any evidence since a time, in spaces that the viewer may read, or in what was recorded.
// mode: read
// visibility: viewer
UNWIND CASE WHEN size($scopes) > 0 THEN $people ELSE [] END AS person
MATCH (p:Person {key: person})
WHERE EXISTS {
    MATCH (e:Evidence {person: person})
    WHERE e.at >= $since
    MATCH (s:Space {key: e.space})
    WHERE s.scope IN $scopes
  }
  OR EXISTS { MATCH (p)-[:SHOWED]->(o:Observation) WHERE toString(o.at) >= $day }
  OR EXISTS { MATCH (p)-[done:COMPLETED]->(:Content) WHERE toString(done.at) >= $day }
RETURN p.key AS key
