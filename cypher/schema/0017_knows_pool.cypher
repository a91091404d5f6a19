// Ranking starts from everybody who knows a skill in a scope.
// mode: write
// visibility: system
CREATE INDEX knows_pool IF NOT EXISTS FOR ()-[k:KNOWS]-() ON (k.pool)
