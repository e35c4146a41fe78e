"""Machines to back up and to restore onto."""

from tests.machines import new_machine, new_sqlite_machine  # noqa: F401 fixtures for all
