"""The history of a center read piece by piece, in the order in which it was written: a line's number is its place."""

import re
from dataclasses import dataclass

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.services import activity
from tracker.services import history as kept
from tracker.services.actor import Actor
from tracker.services.history import Head, Line
from tracker.services.listings.pieces import NO_PLACE, Listed, Piece

_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """A part of the history, and the end of the chain when it was read."""

    lines: Listed[Line]
    head: Head


def history(actor: Actor, piece: Piece, person: str | None = None, about: str | None = None) -> HistoryPart:
    """Return lines of history; about a person's record, or one thing, where they are named by public id.

    Two statements. Raises Refused; NotFound for a place that the history has not come to, as after a restore.
    """
    actor.must(Action.VIEW_HISTORY, activity.NOT_YOURS)
    head = kept.head(actor.center_id)
    after = _number(piece.after, head)
    found = kept.onward(after, piece.most + 1, person=person, subject_id=about)
    part = tuple(found[: piece.most])
    return HistoryPart(Listed(part, str(part[-1].number) if len(found) > len(part) else None), head)


def _number(after: str, head: Head) -> int:
    if after and (not _NUMBER.fullmatch(after) or int(after) > head.number):
        raise NotFound(NO_PLACE)
    return int(after or 0)
