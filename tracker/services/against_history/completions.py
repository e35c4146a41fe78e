"""Completions and the decisions on them against the lines that tell of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, HistoryEntry, Review
from tracker.services.against_history.lines import Told, about, rows
from tracker.services.history_values import in_a_line

_DECISIONS = {"accept": CompletionState.ACCEPTED, "return": CompletionState.RETURNED}
_REOPENING = {"attach", "withdraw_file", "remove_file"}
# Columns that a line may tell of, with their words.
_FIELDS = {
    "kind": "kind",
    "title": "title",
    "provider": "provider",
    "format": "format",
    "completed_on": "day",
    "expires_on": "last valid day",
    "hours": "number of hours",
    "topics": "choice of topics",
    "topic_hours": "number of hours on a topic",
    "certificate_number": "certificate number",
    "note": "note",
    "stated_by": "prior center",
}
_COLUMNS = (
    *(Completion.id, Completion.public_id, Completion.person_id, Completion.state, Completion.recorded_by),
    *(Completion.recorded_at, Completion.decided_by, Completion.decided_at),
    *(getattr(Completion, name) for name in _FIELDS),
)


@dataclass
class _Said:
    """What the lines of one completion say, one after the other. `states`: those that they leave possible."""

    states: frozenset[str] = frozenset(CompletionState)
    before_change: frozenset[str] = frozenset()
    recorded: Told | None = None
    decided: Told | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    decisions: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def hear(self, line: Told) -> None:
        if line.action in {"record", "import"}:
            self.recorded = line
            self.states = frozenset({str(line.detail.get("state", CompletionState.SUBMITTED))})
            self.fields = {name: value for name, value in line.detail.items() if name in _FIELDS}
        elif line.action == "correct":
            self.before_change = self.states
            self.fields |= {name: pair[1] for name, pair in line.detail.items() if name in _FIELDS}
            if "state" in line.detail:
                self._move(CompletionState.SUBMITTED)
        elif line.action in _REOPENING:
            self.before_change = self.states
            if CompletionState.ACCEPTED in self.states:
                self.states = self.states - {CompletionState.ACCEPTED} | {CompletionState.SUBMITTED}
        elif line.action == "submit":
            self._move(CompletionState.SUBMITTED)
        elif line.action == "withdraw":
            self._move(CompletionState.WITHDRAWN)
        elif line.action in _DECISIONS:
            self._decide(line, _DECISIONS[line.action])
        elif line.action == "put_back_import":
            # The line does not repeat what stood before the import: as it was then, or as it is.
            self.states |= self.before_change
            self.fields = {}

    def _move(self, state: CompletionState) -> None:
        self.states = frozenset({state})

    def _decide(self, line: Told, state: CompletionState) -> None:
        self._move(state)
        self.decided = line
        signed = line.detail.get("reviewer")
        self.decisions[(str(state), line.reason, line.account_id, signed, line.at)] += 1


def problems(*, seeded: bool) -> Iterator[str]:
    """Yield what deviates in the center in force. Three statements for each thousand completions, and one."""
    for part in rows(select(*_COLUMNS), Completion.id):
        lines = about(["completion"], [row.public_id for row in part])
        kept = _reviews(part[0].id, part[-1].id)
        for row in part:
            said = _Said()
            for line in lines.get(row.public_id, ()):
                said.hear(line)
            for words in _deviations(row, said, kept.get(row.id, Counter()), seeded=seeded):
                yield f"Completion {row.public_id}: {words}"
    yield from _gone()


def _reviews(first: int, last: int) -> dict[int, Counter[tuple[Any, ...]]]:
    query = select(
        *(Review.completion_id, Review.decision, Review.reason, Review.decided_by, Review.decided_as, Review.decided_at)
    ).where(Review.completion_id.between(first, last))
    found: dict[int, Counter[tuple[Any, ...]]] = {}
    for completion, *review in db.session.execute(query):
        found.setdefault(completion, Counter())[tuple(review)] += 1
    return found


def _deviations(row: Any, said: _Said, kept: Counter[tuple[Any, ...]], *, seeded: bool) -> Iterator[str]:
    if said.recorded is None and not seeded:
        yield "no line of history tells that it was recorded."
        return
    if row.state not in said.states:
        yield f"its row says {row.state}, and the history {' or '.join(sorted(said.states))}."
    for name, words in _FIELDS.items():
        if name in said.fields and said.fields[name] != in_a_line(getattr(row, name)):
            yield f"its row says another {words} than the history."
    if (first := said.recorded) is not None:
        if first.person_id != row.person_id:
            yield "its row is about another person than the history says."
        if (first.account_id, first.at) != (row.recorded_by, row.recorded_at):
            yield "its row says that it was recorded by somebody else or at another time than the history."
    decided = said.decided
    stands = decided is not None and said.states == {_DECISIONS[decided.action]} == {row.state}
    if decided is not None and stands and (decided.account_id, decided.at) != (row.decided_by, row.decided_at):
        yield "its row says that it was decided on by somebody else or at another time than the history."
    if said.decisions - kept:
        yield "a decision that the history tells of is not kept, or was changed."
    if kept - said.decisions and not (seeded and first is None):
        yield "a decision is kept that no line of history tells of."


def _gone() -> Iterator[str]:
    """Yield what an import made, what is not there any more, and what no line tells that it was taken back."""
    back = aliased(HistoryEntry)
    taken_back = exists().where(
        back.center_id == HistoryEntry.center_id,
        back.subject_id == HistoryEntry.subject_id,
        back.action == "take_back_import",
    )
    lines = select(HistoryEntry.number, HistoryEntry.subject_id).where(
        HistoryEntry.subject == "completion",
        HistoryEntry.action == "import",
        ~exists().where(Completion.public_id == HistoryEntry.subject_id),
        ~taken_back,
    )
    for number, public_id in db.session.execute(lines.order_by(HistoryEntry.number)):
        yield f"History: line {number} tells of completion {public_id}, which is not there."
