"""One use case, one transaction: the unit of work that an edge (page, command, job) opens around a service call."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tracker.db import db
from tracker.db.engine import WRITING
from tracker.domain.errors import Conflict, TrackerError

BUSY = "The database is busy or its disk is full. Nothing was saved. Try again in a minute."


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit what the block did, or nothing of it.

    On SQLite the write lock is taken at the start, so that two units never deadlock half-way. Raises Conflict where
    somebody else changed the same row since it was read (the version stands in the WHERE of each UPDATE).
    """
    session = db.session()
    session.rollback()  # whatever was read before belongs to an older moment
    try:
        session.connection(execution_options={WRITING: True})
        yield
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Conflict(
            "Somebody else changed this at the same time. Look at what is there now, then save again."
        ) from None
    except OperationalError as fault:
        session.rollback()
        if session.get_bind().dialect.name == "sqlite":
            raise TrackerError(BUSY) from fault
        raise
    except BaseException:
        session.rollback()
        raise
