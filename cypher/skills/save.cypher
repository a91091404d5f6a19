// Writes skills.
// mode: write
// visibility: steward
UNWIND $skills AS skill
MERGE (s:Skill {key: skill.key})
SET s.id = skill.id, s.name = skill.name, s.aliases = skill.aliases, s.category = skill.category,
    s.ordinary = skill.ordinary, s.languages = skill.languages, s.translated = skill.translated
