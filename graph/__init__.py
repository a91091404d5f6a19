"""The only room that speaks Bolt: the connection, the queries, the ledger and its fold, one noun a module."""
