"""What is measured, one module a benchmark: `scripts/bench NAME [ARGUMENTS]`."""
