// Writes accounts; whose they are is decided afterwards.
// mode: write
// visibility: system
UNWIND $accounts AS account
MERGE (a:Account {key: account.key})
SET a.id = account.id, a.source = account.source, a.handle = account.handle, a.name = account.name,
    a.email = account.email, a.deleted = account.deleted, a.bot = account.bot, a.own = account.own
