"""The director's first page: readiness, the queue, what lapses next, the biggest gaps."""
