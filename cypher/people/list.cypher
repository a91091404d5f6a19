// Writes what the organisation lists of its people.
// mode: write
// visibility: steward
UNWIND $listed AS one
MERGE (p:Person {key: one.key})
ON CREATE SET p.id = one.id
SET p.listed_id = one.listed_id, p.listed_name = one.name, p.listed_left = one.left, p.email = one.email,
    p.title = one.title, p.site = one.site, p.time_zone = one.time_zone, p.languages = one.languages,
    p.starts = one.starts, p.ends = one.ends, p.working_hours = one.working_hours, p.work_days = one.work_days,
    p.works_from = one.works_from, p.works_to = one.works_to
