"""Backups: database, evidence and history of one moment, made while people work; and the way back."""

from tracker.services.backup.alone import Alone
from tracker.services.backup.genuine import CANNOT_TELL, forgery, may_tell
from tracker.services.backup.making import Made, make
from tracker.services.backup.reading import Opened, look_at
from tracker.services.backup.restoring import Migrations, Restored, finish, restore, unfinished
from tracker.services.backup.schedule import Standing, run_if_due, standing, troubles

__all__ = [
    "CANNOT_TELL",
    "Alone",
    "Made",
    "Migrations",
    "Opened",
    "Restored",
    "Standing",
    "finish",
    "forgery",
    "look_at",
    "make",
    "may_tell",
    "restore",
    "run_if_due",
    "standing",
    "troubles",
    "unfinished",
]
