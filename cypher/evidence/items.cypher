// What a viewer may see of some rows: where they stand, and how they are opened there.
// mode: read
// visibility: viewer
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
OPTIONAL MATCH (source:Source {id: s.source})
RETURN e.id AS id, e.person AS person, e.thread AS thread, e.at AS at, e.extractor AS extractor,
       e.features AS features, e.m AS m, e.quote AS quote, s.id AS space, s.name AS space_name,
       coalesce(source.template, '') AS template
ORDER BY at DESC, id DESC
