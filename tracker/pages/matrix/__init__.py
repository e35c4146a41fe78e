"""People by requirements, on any day."""
