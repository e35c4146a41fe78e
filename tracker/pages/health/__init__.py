"""Whether the application answers, for whoever watches over it."""
