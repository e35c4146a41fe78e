"""The private calendar, read by its secret address."""
