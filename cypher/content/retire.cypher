// Retires pieces of content whose catalogue has them no more; what people completed stays.
// mode: write
// visibility: steward
UNWIND $ids AS id
MATCH (c:Content {id: id})
SET c.status = 'retired', c.digest = null
