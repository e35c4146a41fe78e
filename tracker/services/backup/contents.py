"""What a database says belongs to it: the files that rows and sealed packets name, the counts, the heads of history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tracker.models import Center, Evidence, HistoryEntry, HistoryHead, Packet, Person
from tracker.services import imports, letterhead
from tracker.services.packets.sealing import NAMES_FILES, digests_in


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds, as its manifest tells it."""

    digests: tuple[str, ...]
    counts: dict[str, int]
    heads: dict[str, tuple[int, str]]
    last_change_at: datetime | None


def of(connection: Connection) -> Contents:
    """Read them through a connection that sees one moment, across centers."""
    digests = set(connection.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_(None)).distinct())) | set(
        connection.scalars(select(Packet.sha256).where(Packet.sha256 != "", NAMES_FILES))
    )
    digests |= letterhead.logos_in_use(connection) | imports.files_in_use(connection)
    gone = set(connection.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_not(None)))) - digests
    for inputs in connection.scalars(select(Packet.inputs_sha256).where(Packet.inputs_sha256 != "", NAMES_FILES)):
        digests |= {inputs, *(digests_in(inputs) - gone)}
    return Contents(
        tuple(sorted(digests)),
        {
            "centers": connection.scalar(select(func.count(Center.id))) or 0,
            "people": connection.scalar(select(func.count(Person.id)).where(Person.removed_at.is_(None))) or 0,
            "files": len(digests),
            "lines of history": connection.scalar(select(func.count(HistoryEntry.id))) or 0,
        },
        heads(connection),
        connection.scalar(select(func.max(HistoryEntry.at))),
    )


def heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return the last line of each center's history, by the center's public id."""
    asked = select(Center.public_id, HistoryHead.number, HistoryHead.digest).join(
        HistoryHead, HistoryHead.center_id == Center.id
    )
    return {center: (number, digest) for center, number, digest in connection.execute(asked)}
