"""Messages as people read them, and the one way out."""
