"""Many centers at once, to measure and to examine with.

The same seed and the same day make the same people, days, hours and public ids. Passwords, secrets and the catalog's
public ids are random, as everywhere. Every table gets rows; a test names a table that does not.
"""

from tracker.services.seeding.filling import Filled, Login, fill

__all__ = ["Filled", "Login", "fill"]
