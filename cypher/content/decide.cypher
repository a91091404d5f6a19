// Remembers what a steward decided about a tag of a piece of content.
// mode: write
// visibility: steward
MERGE (d:TagDecision {id: $id})
SET d.content = $content, d.side = $side, d.target = $target, d.refused = $refused, d.start = $start,
    d.end = $end, d.by = $by, d.at = $at
