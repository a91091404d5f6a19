// People are found by the number under which the organisation lists them.
// mode: write
// visibility: system
CREATE INDEX person_listed_id IF NOT EXISTS FOR (p:Person) ON (p.listed_id)
