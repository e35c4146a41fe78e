"""Packets against the lines that tell of them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from tracker.domain.vocabulary import PacketState
from tracker.models import Packet
from tracker.services.against_history.lines import Told, about, rows
from tracker.services.history_values import in_a_line

# No line tells of its making, or that it failed.
_ASKED = frozenset({PacketState.WAITING, PacketState.MAKING, PacketState.FAILED})
_BECOMES: dict[str, frozenset[PacketState]] = {
    "ask": _ASKED,
    "ask_again": _ASKED,
    "cancel": frozenset({PacketState.CANCELED}),
    "issue": frozenset({PacketState.ISSUED}),
    "withdraw": frozenset({PacketState.WITHDRAWN}),
}
_ASKED_FOR = ("standard", "edition", "as_of", "level", "known_on")
_ISSUED = ("sha256", "pages", "exhibits")


def problems(*, seeded: bool) -> Iterator[str]:
    """Yield what deviates in the center in force. Two statements for each thousand packets."""
    query = select(
        *(Packet.id, Packet.public_id, Packet.state, Packet.asked_by, Packet.asked_at, Packet.withdrawn_reason),
        *(getattr(Packet, name) for name in (*_ASKED_FOR, *_ISSUED)),
    )
    for part in rows(query, Packet.id):
        lines = about(["packet"], [row.public_id for row in part])
        for row in part:
            for words in _deviations(row, lines.get(row.public_id, []), seeded=seeded):
                yield f"Packet {row.public_id}: {words}"


def _deviations(row: Any, lines: list[Told], *, seeded: bool) -> Iterator[str]:
    said = {line.action: line for line in lines if line.action in _BECOMES}
    asked = said.get("ask")
    if asked is None:
        if not seeded:
            yield "no line of history tells that it was asked for."
        return
    states = [_BECOMES[line.action] for line in lines if line.action in _BECOMES][-1]
    if row.state not in states:
        yield f"its row says {row.state}, and the history {' or '.join(sorted(states))}."
    told = {name: asked.detail.get(name) for name in _ASKED_FOR}
    if told != {name: in_a_line(getattr(row, name)) for name in _ASKED_FOR}:
        yield "its row says another standard, day or level than the history."
    if (asked.account_id, asked.at) != (row.asked_by, row.asked_at):
        yield "its row says that it was asked for by somebody else or at another time than the history."
    issued = said.get("issue")
    if issued is not None and {name: issued.detail.get(name) for name in _ISSUED} != {
        name: getattr(row, name) for name in _ISSUED
    }:
        yield "its row names another file than the history."
    withdrawn = said.get("withdraw")
    if withdrawn is not None and withdrawn.reason != row.withdrawn_reason:
        yield "its row says another reason of its withdrawal than the history."
