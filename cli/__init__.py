"""The `understory` command: opens what the rooms below need, and says what they found."""
