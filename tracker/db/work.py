"""One use case, one transaction: the unit of work that an edge (page, command, job) opens around a service call."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tracker.db import db
from tracker.db.engine import WRITING
from tracker.domain.errors import Outdated, TrackerError

log = logging.getLogger(__name__)
BUSY = "The database is busy or its disk is full. Nothing was saved. Try again in a minute."
UNREACHABLE = (
    "The database did not answer: it is busy, or its disk is full or failing. What you saved before is safe. Try again "
    "in a minute; if it goes on, tell whoever runs this installation to look at the disk."
)
OUTDATED = (
    "The tables of this database are not those of this version of the program. Nothing was saved just now. What you "
    "saved before is safe. Whoever runs this installation brings the tables up to date with the command init."
)
# PostgreSQL's own words for it: serialization failure, deadlock found, lock not to be had.
_COLLISIONS = {"40001", "40P01", "55P03"}
_OUT_OF_ROOM = "53"
_UNKNOWN_TO_POSTGRESQL = {"42P01", "42703"}  # a table, a column
_UNKNOWN_TO_SQLITE = ("no such table", "no such column", "has no column")
_TWIN_FORM = "uq_submission_"


class Collided(Exception):
    """Two units of work met in the database and this one gave way; done once more from its start, it will do.

    No TrackerError, so that no page takes it for something that people must mend. Whoever opened the unit of work has
    read what is no longer so: the whole request is answered anew (`web.again`), a job finds its work at its next look.
    """


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit what the block did, or nothing of it.

    On SQLite the write lock is taken at the start, so that two units never deadlock half-way. Raises Conflict where
    somebody else changed the same row since it was read (the version stands in the WHERE of each UPDATE), Collided
    where PostgreSQL asks for another try, or where the twin of this form was saved at the same moment; TrackerError
    where the disk is full, or the tables are of another version.
    """
    session = db.session()
    session.rollback()  # whatever was read before belongs to an older moment
    try:
        session.connection(execution_options={WRITING: True})
        yield
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Outdated(
            "Somebody else changed this at the same time. Look at what is there now, then save again."
        ) from None
    except DBAPIError as fault:
        session.rollback()
        if _is_collision(fault):
            raise Collided(BUSY) from fault
        if is_outdated(fault):
            log.error("the tables are of another version: run init")
            raise TrackerError(OUTDATED) from fault
        if _has_no_room(fault):
            raise TrackerError(BUSY) from fault
        raise
    except BaseException:
        session.rollback()
        raise


def is_unreachable(fault: BaseException) -> bool:
    """Tell whether a fault is the database's or its disk's, and none of the program's."""
    # For an error of the disk SQLite's driver raises the bare DatabaseError; the kinds that are ours are below it.
    return (isinstance(fault, OperationalError) or type(fault) is DatabaseError) and not is_outdated(fault)


def is_outdated(fault: BaseException) -> bool:
    """Tell whether a fault is that the tables are of another version: `init` was not run after an update."""
    if not isinstance(fault, DBAPIError):
        return False
    # SQLite has one number for this and for any statement that is wrong, so its words have to do.
    said = str(fault.orig) if isinstance(fault, OperationalError) else ""
    return _state_of(fault) in _UNKNOWN_TO_POSTGRESQL or any(words in said for words in _UNKNOWN_TO_SQLITE)


def _is_collision(fault: DBAPIError) -> bool:
    if isinstance(fault, IntegrityError):
        # On SQLite writers come one after the other, so the second of two twins finds what the first one made.
        return _TWIN_FORM in str(fault.orig)
    return _state_of(fault) in _COLLISIONS


def _has_no_room(fault: DBAPIError) -> bool:
    is_sqlite = db.session.get_bind().dialect.name == "sqlite"
    return (is_sqlite and is_unreachable(fault)) or _state_of(fault).startswith(_OUT_OF_ROOM)


def _state_of(fault: DBAPIError) -> str:
    return getattr(fault.orig, "sqlstate", None) or ""
