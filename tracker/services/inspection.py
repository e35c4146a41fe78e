"""What is wrong with an installation, in plain words: database, files and history against each other."""

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import NotFound, TrackerError
from tracker.models import Center, Evidence, Packet
from tracker.services import history, installation
from tracker.services.packets.sealing import inputs_kept
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
    """Read every file that a row or a sealed packet names, and compare its digest. Costs reading them all."""
    store = EvidenceStore(installation.current().evidence)
    digests = _digests_of_rows()
    for inputs in _digests_of_inputs():
        digests |= {inputs, *_digests_sealed_in(inputs)}
    return [f"File {digest}: {trouble}" for digest in sorted(digests) if (trouble := _trouble(store, digest))]


def _digests_of_rows() -> set[str]:
    with everywhere(db.session()):
        packets = db.session.scalars(select(Packet.sha256).where(Packet.sha256 != ""))
        return {*db.session.scalars(select(Evidence.sha256).distinct()), *packets}


def _digests_of_inputs() -> list[str]:
    with everywhere(db.session()):
        return list(db.session.scalars(select(Packet.inputs_sha256).where(Packet.inputs_sha256 != "")))


def _digests_sealed_in(inputs: str) -> set[str]:
    """Return the files that a sealed packet prints; none where its inputs cannot be read, which is said of them."""
    try:
        return set(inputs_kept(inputs).digests)
    except TrackerError:
        return set()


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
