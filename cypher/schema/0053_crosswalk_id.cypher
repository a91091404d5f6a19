// Crosswalks are found by their ids.
// mode: write
// visibility: system
CREATE INDEX crosswalk_id IF NOT EXISTS FOR ()-[x:CROSSWALK]-() ON (x.id)
