"""One's own training: what is met, what is missing, and what would close it."""
