// How many operations of a kind were begun and not finished.
// mode: read
// visibility: system
MATCH (o:Operation {state: 'open', kind: $kind})
RETURN count(o) AS operations
