// What a viewer may see of some rows: where they stand, and how they are opened there.
// mode: read
// visibility: viewer
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
MATCH (s:Space {key: e.space})
WHERE s.scope IN $scopes
OPTIONAL MATCH (source:Source {id: s.source})
OPTIONAL MATCH (own:Source {id: s.id})
OPTIONAL MATCH (d:Document {key: e.thread})
WITH e, s, source, own, d, head([n IN range(0, size(coalesce(d.items, [])) - 1) WHERE d.items[n] = e.item]) AS place
RETURN e.id AS id, e.person AS person, e.thread AS thread, e.at AS at, e.extractor AS extractor,
       e.features AS features, e.m AS m, e.quote AS quote, s.id AS space, s.name AS space_name,
       coalesce(own.template, source.template, '') AS template, d.title AS title, d.path AS path,
       d.names[place] AS section, d.anchors[place] AS anchor
ORDER BY at DESC, id DESC
