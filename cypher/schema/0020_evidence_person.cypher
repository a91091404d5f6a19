// A recount reads the rows of a person.
// mode: write
// visibility: system
CREATE INDEX evidence_person IF NOT EXISTS FOR (e:Evidence) ON (e.person)
