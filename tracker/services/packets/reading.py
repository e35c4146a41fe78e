"""Packets as people see them: where one stands, and what has changed in the record since it was issued."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from tracker.db import db
from tracker.db.aliases import shared_alias
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import Level, PacketState
from tracker.models import Account, HistoryEntry, Packet
from tracker.reports.troubles import Trouble
from tracker.services import standards_here
from tracker.services.actor import COMMAND_LINE, Actor
from tracker.services.packets import kept_troubles
from tracker.services.packets.asking import NONE_HERE, NOT_YOURS
from tracker.services.packets.kept_troubles import Troubled
from tracker.services.packets.sealing import kept_file

MOST_SHOWN = 50
NOT_SEEN = "Only a director or deputy reads the packets of the team."
LOST = "This packet is not kept here any more. Tell whoever runs this installation."


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketView:
    """A packet. `changes_since` counts lines of history, None until it is issued.

    `troubles`: the exhibits that it could not print, or only in part; unknown of one that was issued long ago.
    """

    public_id: str
    number: int
    standard: str
    standard_title: str
    edition: str
    as_of: date
    known_on: date | None
    level: Level
    state: PacketState
    progress: str
    steps_done: int
    steps_all: int
    asked_by: str
    asked_at: datetime
    sealed_at: datetime | None
    sha256: str
    pages: int
    exhibits: int
    size: int
    failure: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str | None = None
    changes_since: int | None = None
    troubles: tuple[Trouble, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: "Packet 7"."""
        return f"Packet {self.number}"

    @property
    def progress_words(self) -> str:
        """How far its making is, in words."""
        if self.state is PacketState.WAITING:
            return "It waits for its turn."
        step = f" (step {self.steps_done} of {self.steps_all})" if self.steps_all else ""
        return f"{self.progress or 'Reading the record'}{step}"


@dataclass(frozen=True, slots=True)
class PacketFile:
    """An issued packet to be sent: where it lies, and a name that says what it is."""

    path: Path
    file_name: str


def title_of(standard: str, edition: str) -> str:
    """Return the title of a standard at the center in force, or its id where nobody knows it any more."""
    found = standards_here.named([(standard, edition)]).get((standard, edition))
    return found.title if found else standard


def listing(actor: Actor, before: int = 0, most: int = MOST_SHOWN) -> tuple[list[PacketView], int]:
    """Return `most` of the center's packets, the latest first, after `before` others, and how many there are in all.

    Two statements.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    latest = _query().order_by(Packet.asked_at.desc(), Packet.id.desc()).offset(before).limit(most)
    shown = _views(db.session.execute(latest).mappings().all())
    return shown, db.session.scalar(select(func.count(Packet.id))) or 0


def some(public_ids: Collection[str]) -> list[PacketView]:
    """Return those of some public ids, as they stand in the register. One statement; for other use cases."""
    rows = db.session.execute(_query().where(Packet.public_id.in_(public_ids)))
    return _views(rows.mappings().all())


def one(actor: Actor, public_id: str) -> PacketView:
    """Return one packet as it stands in the register, to who sees the team. One statement. Raises NotFound, Refused."""
    actor.must(Action.VIEW_TEAM, NOT_SEEN)
    for view in some([public_id]):
        return view
    raise NotFound(NONE_HERE)


def get(actor: Actor, public_id: str) -> PacketView:
    """Return one packet. Raises NotFound. Two statements."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    row = db.session.execute(_query().where(Packet.public_id == public_id)).mappings().first()
    if row is None:
        raise NotFound(NONE_HERE)
    since = _changes_after(row["history_number"]) if row["state"] == PacketState.ISSUED else None
    return _views([row], since)[0]


def file_of(actor: Actor, public_id: str) -> PacketFile:
    """Return the PDF of an issued packet, to who sees the team: it tells nothing else.

    Raises Refused; NotFound where it was never issued or its file is gone.
    """
    it = one(actor, public_id)
    path = kept_file(it.sha256) if it.state is PacketState.ISSUED else None
    if path is None:
        raise NotFound(NONE_HERE if it.state is not PacketState.ISSUED else LOST)
    return PacketFile(path, f"packet-{it.number}-{it.standard}-{it.as_of.isoformat()}.pdf")


def troubles_of(actor: Actor, public_id: str) -> tuple[Troubled, ...]:
    """Return what a packet could not print, or only in part, with what each exhibit is. Raises NotFound.

    One statement; where there is some, reading what the packet was made from besides.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    query = select(Packet.troubles, Packet.inputs_sha256).where(Packet.public_id == public_id)
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound(NONE_HERE)
    return kept_troubles.named(kept_troubles.read(row.troubles), row.inputs_sha256)


def _changes_after(number: int) -> int:
    """Count the lines of history after a number; those about packets and desks change nothing that a packet says."""
    others = HistoryEntry.subject.not_in(("packet", "desk"))
    query = select(func.count(HistoryEntry.id)).where(HistoryEntry.number > number, others)
    return db.session.scalar(query) or 0


_OWN = (
    *("public_id", "number", "standard", "edition", "as_of", "known_on", "progress", "steps_done", "steps_all"),
    *("asked_at", "sealed_at", "sha256", "pages", "exhibits", "size", "failure"),
    *("withdrawn_at", "withdrawn_reason"),
)
_Withdrawer = shared_alias(Account)


def _query() -> Select[Any]:
    return (
        select(
            *(getattr(Packet, name) for name in _OWN),
            Packet.state,
            Packet.level,
            Packet.history_number,
            Packet.troubles,
            Account.display_name.label("asked_by"),
            _Withdrawer.display_name.label("withdrawn_by"),
        )
        .outerjoin(Account, Account.id == Packet.asked_by)
        .outerjoin(_Withdrawer, _Withdrawer.id == Packet.withdrawn_by)
    )


def _views(rows: Sequence[Any], since: int | None = None) -> list[PacketView]:
    known = standards_here.named((row["standard"], row["edition"]) for row in rows)
    titles = {pair: standard.title for pair, standard in known.items()}
    return [_view(row, titles.get((row["standard"], row["edition"]), row["standard"]), since) for row in rows]


def _view(row: Any, title: str, since: int | None) -> PacketView:
    values = {name: row[name] for name in _OWN}
    return PacketView(
        **values,
        standard_title=title,
        state=PacketState(row["state"]),
        level=Level(row["level"]),
        asked_by=row["asked_by"] or COMMAND_LINE,
        withdrawn_by=row["withdrawn_by"] or COMMAND_LINE,
        changes_since=since,
        troubles=kept_troubles.read(row["troubles"]),
    )
