"""Everything of a center as one file, to take along."""
