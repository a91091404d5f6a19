// Writes what is known of a version of a framework, apart from its content.
// mode: write
// visibility: steward
MERGE (f:Framework {version_key: $card.id + '|' + $card.version})
SET f.id = $card.id, f.version = $card.version, f.status = $card.status, f.state = $card.state, f.base = $card.base,
    f.uri = $card.uri, f.title = $card.title, f.creator = $card.creator, f.language = $card.language,
    f.kind = $card.kind, f.region = $card.region, f.based_on = $card.based_on, f.choices = $card.choices,
    f.by = $card.by, f.at = $card.at
