"""Which standards apply, what they ask, and who checked their text."""
