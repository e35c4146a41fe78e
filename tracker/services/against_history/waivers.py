"""Waivers and equivalents against the lines that tell of them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import exists, select

from tracker.db import db
from tracker.domain.vocabulary import WaiverState
from tracker.models import HistoryEntry, Waiver
from tracker.services.against_history.lines import Told, about, rows
from tracker.services.history_values import in_a_line

_BECOMES = {
    "propose": WaiverState.PROPOSED,
    "grant": WaiverState.GRANTED,
    "decline": WaiverState.DECLINED,
    "withdraw": WaiverState.WITHDRAWN,
}
_DECISIONS = {"grant", "decline"}
# What the first line says: the column that says the same, and the word for it.
_FIELDS = {
    "kind": ("kind", "kind"),
    "from": ("starts_on", "first day"),
    "until": ("ends_on", "last day"),
    "instead": ("instead", "equivalent"),
}
_COLUMNS = (
    *(Waiver.id, Waiver.public_id, Waiver.kind, Waiver.person_id, Waiver.standard, Waiver.edition, Waiver.requirement),
    *(Waiver.starts_on, Waiver.ends_on, Waiver.reason, Waiver.instead, Waiver.state, Waiver.proposed_by),
    *(Waiver.proposed_at, Waiver.decided_by, Waiver.decided_at, Waiver.decision_reason),
    *(Waiver.ended_on, Waiver.ended_by, Waiver.ended_reason),
)


def problems(*, seeded: bool) -> Iterator[str]:
    """Yield what deviates in the center in force. Two statements for each thousand waivers, and one."""
    for part in rows(select(*_COLUMNS), Waiver.id):
        lines = about(["waiver"], [row.public_id for row in part])
        for row in part:
            for words in _deviations(row, lines.get(row.public_id, []), seeded=seeded):
                yield f"Waiver {row.public_id}: {words}"
    gone = ~exists().where(Waiver.public_id == HistoryEntry.subject_id)
    those = (HistoryEntry.subject == "waiver", HistoryEntry.action == "propose", gone)
    found = select(HistoryEntry.number, HistoryEntry.subject_id).where(*those).order_by(HistoryEntry.number)
    for number, public_id in db.session.execute(found):
        yield f"History: line {number} tells of waiver {public_id}, which is not there."


def _deviations(row: Any, lines: list[Told], *, seeded: bool) -> Iterator[str]:
    said = {line.action: line for line in lines}
    first = said.get("propose")
    if first is None:
        if not seeded:
            yield "no line of history tells that it was proposed."
        return
    yield from _of_proposal(row, first)
    state = [_BECOMES[line.action] for line in lines if line.action in _BECOMES][-1]
    if row.state != state:
        yield f"its row says {row.state}, and the history {state}."
    decided = next((line for line in reversed(lines) if line.action in _DECISIONS), None)
    by_history = (None, None, "") if decided is None else (decided.account_id, decided.at, decided.reason)
    if (row.decided_by, row.decided_at, row.decision_reason) != by_history:
        yield "its row says another decision than the history: by whom, when or why."
    end = said.get("end")
    ended = (end.detail.get("last_day"), end.account_id, end.reason) if end else (None, None, "")
    if (in_a_line(row.ended_on), row.ended_by, row.ended_reason) != ended:
        yield "its row says another early end than the history: on which day, by whom or why."


def _of_proposal(row: Any, first: Told) -> Iterator[str]:
    requirement = f"{row.standard} {row.edition} {row.requirement}"
    if first.detail.get("requirement") != requirement:
        yield "its row is about another requirement than the history says."
    if first.person_id != row.person_id:
        yield "its row is about another person than the history says."
    if first.reason != row.reason:
        yield "its row says another reason than the history."
    if (first.account_id, first.at) != (row.proposed_by, row.proposed_at):
        yield "its row says that it was proposed by somebody else or at another time than the history."
    for name, (column, words) in _FIELDS.items():
        if name in first.detail and first.detail[name] != in_a_line(getattr(row, column)):
            yield f"its row says another {words} than the history."
