"""Lists to work from and to take along: what is missing, and what lapses."""
