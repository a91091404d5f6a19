"""The loop from a source to the ledger: batches, workers, cursors, progress, resume, re-mining."""
