"""Answering a request once more where its change met another in the database and gave way.

PostgreSQL ends one of two transactions that wait for each other, and expects it to be tried again. What the view has
read by then is no longer so, so the whole view runs anew, not only its last statement. Nothing was committed, and
mail is sent after the commit, so nobody notices but for the time.
"""

from flask import Flask, request
from flask.typing import ResponseReturnValue

from tracker.db import db
from tracker.db.work import BUSY, Collided
from tracker.domain.errors import TrackerError

TRIES = 4


class PersistentFlask(Flask):
    """Flask, with a view that collided run again, at most TRIES times in all; then the page says to try later."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer with the view's answer. Raises TrackerError where it collided each time."""
        for _ in range(TRIES):
            try:
                return super().dispatch_request()
            except Collided:
                _put_back()
        raise TrackerError(BUSY)


def _put_back() -> None:
    """Let the next try find everything as the first one did: a fresh look at the database, files from their start."""
    db.session.rollback()
    for files in request.files.listvalues():
        for file in files:
            file.stream.seek(0)
