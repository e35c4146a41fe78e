"""Forgetting again and again who tried how often: the clock stands, and whoever waits sees nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import delete

from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import Attempt


@contextmanager
def tries_forgotten(app: Flask, every: float) -> Iterator[None]:
    """Forget what was tried every so many seconds inside the block."""
    over = threading.Event()

    def forget() -> None:
        while not over.wait(every):
            with app.app_context(), unit_of_work():
                db.session.execute(delete(Attempt))

    thread = threading.Thread(target=forget, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
