"""The training-and-resources page."""
