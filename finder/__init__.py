"""A question to people: the index of words, ranking, and reasons."""
