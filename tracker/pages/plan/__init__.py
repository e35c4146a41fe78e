"""The plan for the visit or any day to come, and what a change would do to it."""
