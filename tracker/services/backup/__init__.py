"""Backups: database, evidence and history of one moment, made while people work; and the way back."""

from tracker.services.backup.alone import Alone
from tracker.services.backup.making import Made, make
from tracker.services.backup.reading import Opened, look_at
from tracker.services.backup.restoring import Migrations, Restored, finish, restore, unfinished
from tracker.services.backup.schedule import Standing, run_if_due, standing, troubles

__all__ = [
    "Alone",
    "Made",
    "Migrations",
    "Opened",
    "Restored",
    "Standing",
    "finish",
    "look_at",
    "make",
    "restore",
    "run_if_due",
    "standing",
    "troubles",
    "unfinished",
]
