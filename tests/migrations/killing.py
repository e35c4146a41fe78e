"""`python -m tests.migrations.killing N`: bring a database to head, and be killed before the Nth statement is sent.

The settings come from the environment. A process of its own, because nothing of it may be left.
"""

import os
import signal
import sys
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import event

from tracker.app import create_app
from tracker.db import db


def main() -> None:
    """Count what is sent to the database, and die."""
    left = int(sys.argv[1])

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with create_app().app_context():
        event.listen(db.engine, "before_cursor_execute", count)
        upgrade()


if __name__ == "__main__":
    main()
