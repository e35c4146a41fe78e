"""What is wrong with an installation, in plain words: database, files and history against each other."""

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import NotFound, TrackerError
from tracker.models import Center, Evidence, Packet
from tracker.services import history, installation
from tracker.storage import EvidenceStore

UNREADABLE = (
    "Database: it could not be read through. Either it is damaged, or `flask --app wsgi init` has not run since the "
    "last update."
)


def problems() -> list[str]:
    """Check database, files and history against each other. Costs reading all of them."""
    try:
        return [*database_problems(), *file_problems(), *history_problems()]
    except DatabaseError:
        db.session.rollback()
        return [UNREADABLE]


def history_problems() -> list[str]:
    """Check every center's chain. Costs one pass over all lines."""
    found: list[str] = []
    for center_id, public_id in db.session.execute(select(Center.id, Center.public_id).order_by(Center.id)).all():
        with working_for(db.session(), center_id):
            found += [f"Center {public_id}: {problem}" for problem in history.problems(center_id)]
    return found


def database_problems() -> list[str]:
    """Ask the database itself whether it is whole."""
    if db.session.get_bind().dialect.name != "sqlite":
        return []
    with everywhere(db.session()):
        integrity = db.session.execute(text("PRAGMA integrity_check")).scalars().all()
        orphans = db.session.execute(text("PRAGMA foreign_key_check")).all()
    found = [f"Database: {line}" for line in integrity if line != "ok"]
    return found + [f"Database: a row of {row[0]} points at a row of {row[2]} that is not there." for row in orphans]


def file_problems() -> list[str]:
    """Read every evidence file and packet that a row names, and compare its digest. Costs reading them all."""
    store = EvidenceStore(installation.current().evidence)
    with everywhere(db.session()):
        digests = set(db.session.scalars(select(Evidence.sha256).distinct()))
        for pair in db.session.execute(select(Packet.sha256, Packet.inputs_sha256)):
            digests.update(digest for digest in pair if digest)
    return [f"File {digest}: {trouble}" for digest in sorted(digests) if (trouble := _trouble(store, digest))]


def _trouble(store: EvidenceStore, digest: str) -> str:
    """Return what is wrong with a file; empty where it is whole."""
    try:
        store.open(digest).close()  # as pages open it: a link in its place is not followed
        whole = store.verify(digest)
    except NotFound:
        return "a record names it, and it is not there."
    except TrackerError:
        return "it cannot be read."
    return "" if whole else "its content is not what it was."
