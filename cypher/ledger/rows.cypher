// Every row of the given threads, and of the threads in which the given items stand.
// mode: read
// visibility: system
CALL () {
  UNWIND $items AS item
  MATCH (named:Evidence {item: item})
  RETURN named.thread AS thread
  UNION
  UNWIND $threads AS thread
  RETURN thread
}
MATCH (e:Evidence {thread: thread})
RETURN e.id AS id, e.item AS item, e.author AS author, e.subject AS subject, e.space AS space, e.thread AS thread,
       e.at AS at, e.edited AS edited, e.extractor AS extractor, e.length AS length, e.features AS features,
       e.m AS m, e.t AS t, e.quote AS quote, e.person AS person
