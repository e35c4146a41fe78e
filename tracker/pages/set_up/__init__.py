"""The first visit to a new installation."""
