"""Machines to back up and to restore onto."""

from tests.machines import new_machine  # noqa: F401 a fixture for all
