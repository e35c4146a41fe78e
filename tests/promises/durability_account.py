"""Settling with an installation: is everything that was acknowledged there, once, and nothing by half?"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from tests.promises.durability_load import Ledger
from tests.promises.durability_visitor import SEEN
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Center, Completion, Evidence, HistoryEntry, Packet, Review
from tracker.services import inspection

LATEST = 5


class Account:
    """Looks at an installation's tables and files while it serves."""

    def __init__(self, data: Path) -> None:
        self._app = create_app(load_settings({"TRACKER_DATA": str(data)}))

    def faults(self, ledger: Ledger) -> list[str]:
        """Return what is lost, there twice, or half done, and whatever `check` says."""
        with self._app.app_context():
            found = [f"check: {problem}" for problem in inspection.problems()]
            with everywhere(db.session()):
                found += [*_completions(ledger), *_decisions(ledger), *_contact(ledger), *_packets(ledger)]
            db.session.remove()
            db.engine.dispose()
        return found + list(_sessions(ledger))

    def waits(self) -> int:
        """Return how many packets are neither issued nor failed."""
        with self._app.app_context():
            with everywhere(db.session()):
                states = Counter(db.session.scalars(select(Packet.state)))
            db.session.remove()
            db.engine.dispose()
        return states["waiting"] + states["making"]


def _completions(ledger: Ledger) -> Iterator[str]:
    rows = Counter(db.session.scalars(select(Completion.title).where(Completion.title.like("Training %"))))
    for title, sent in ledger.logged.items():
        if rows[title] > 1 or (sent.saved and rows[title] != 1):
            yield f"{title}: {rows[title]} rows, saved: {sent.saved}"
    files = select(func.count(Evidence.id)).where(Evidence.completion_id == Completion.id).scalar_subquery()
    told = HistoryEntry.action.in_(("record", "attach"))
    lines = select(func.count(HistoryEntry.id)).where(HistoryEntry.subject_id == Completion.public_id, told)
    query = select(Completion.title, files, lines.scalar_subquery()).where(Completion.title.in_(ledger.logged))
    for title, proofs, said in db.session.execute(query):
        if (proofs, said) != (1, 2):
            yield f"{title}: {proofs} files, {said} lines of history"


def _decisions(ledger: Ledger) -> Iterator[str]:
    query = select(Completion.public_id, Review.decision).join(Review, Review.completion_id == Completion.id)
    made: dict[str, list[str]] = {}
    for public_id, decision in db.session.execute(query):
        made.setdefault(public_id, []).append(decision)
    for public_id, decision in ledger.decided.items():
        if made.get(public_id) != [f"{decision}ed"]:
            yield f"decision on {public_id}: {made.get(public_id)} and not once {decision}ed"


def _contact(ledger: Ledger) -> Iterator[str]:
    tried = [contact for contact, _ in ledger.contacts]
    last = max((number for number, (_, said) in enumerate(ledger.contacts) if said), default=None)
    now = db.session.scalar(select(Center.contact))
    if last is not None and now not in tried[last:]:
        yield f"settings: {now!r} is there, and {tried[last]!r} was saved last"


def _packets(ledger: Ledger) -> Iterator[str]:
    states = dict(db.session.execute(select(Packet.public_id, Packet.state)).all())
    for packet in ledger.packets:
        if states.get(packet) not in {"waiting", "making", "issued"}:
            yield f"packet {packet} is {states.get(packet)}"


def _sessions(ledger: Ledger) -> Iterator[str]:
    for visitor in ledger.sessions[-LATEST:]:
        if (status := visitor.status_of("/account")) != SEEN:
            yield f"a sign-in is lost: {status}"
