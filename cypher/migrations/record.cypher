// Records that a migration was applied.
// mode: write
// visibility: system
MERGE (m:Migration {number: $number})
ON CREATE SET m.name = $name, m.at = datetime()
