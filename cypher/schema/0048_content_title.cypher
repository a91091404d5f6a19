// Content is listed by title.
// mode: write
// visibility: system
CREATE INDEX content_title IF NOT EXISTS FOR (c:Content) ON (c.title)
