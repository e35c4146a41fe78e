"""PDF evidence packets: asking for one, its progress, what was issued."""
