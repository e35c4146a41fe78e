"""A record that was read before, brought to a later line of history by reading only whose completions changed since.

Logging, deciding and correcting are most of what a center writes, and each changes one person's completions; a center's
whole record has thousands. Lines of any other kind say nothing here, and the record is read whole.
"""

from collections.abc import Set
from dataclasses import replace

from sqlalchemy import select

from tracker.db import db
from tracker.domain.record import Record, TeamEvent
from tracker.models import HistoryEntry
from tracker.models import Person as PersonRow
from tracker.services import records
from tracker.services.actor import Actor
from tracker.services.history import Head

# Beyond these the whole record is read as quickly.
MOST_LINES, MOST_PEOPLE = 40, 8
# Each says whose completion it was, and changes the completions of nobody else and no other part of a record.
_OF_ONE_PERSON = frozenset({"record", "submit", "correct", "accept", "return", "withdraw", "attach", "withdraw_file"})


def onward(actor: Actor, read: Record, at: Head, now: Head) -> Record | None:
    """Return a record that was read at one head as it stands at a later one; None where it must be read whole.

    One statement, and four more where completions changed.
    """
    if at.number == 0 or not 0 <= now.number - at.number <= MOST_LINES:
        return None
    changed = _whose_completions(at, now)
    if changed is None or len(changed) > MOST_PEOPLE or not changed.keys() <= {person.key for person in read.people}:
        return None
    if not changed:
        return read
    found, attended = records.completions_of(actor, changed.values())
    fresh = {key: tuple(found.get(number, ())) for key, number in changed.items()}
    return replace(
        read,
        people=tuple(
            replace(person, completions=fresh[person.key]) if person.key in fresh else person for person in read.people
        ),
        events=tuple(_attended(event, fresh.keys(), attended.get(event.key, set())) for event in read.events),
    )


def _whose_completions(at: Head, now: Head) -> dict[str, int] | None:
    """Return whom the lines between two heads are about, public id and row number; None where they tell of more."""
    query = (
        select(
            *(HistoryEntry.number, HistoryEntry.digest, HistoryEntry.action, HistoryEntry.subject),
            *(HistoryEntry.person_id, PersonRow.public_id.label("person")),
        )
        .outerjoin(PersonRow, PersonRow.id == HistoryEntry.person_id)
        .where(HistoryEntry.number >= at.number, HistoryEntry.number <= now.number)
        .order_by(HistoryEntry.number)
    )
    known, *since = db.session.execute(query).all() or [None]
    # A number that was rolled back is given out again, for another line than the record was read at.
    if known is None or (known.number, known.digest) != (at.number, at.digest):
        return None
    if [line.number for line in since] != list(range(at.number + 1, now.number + 1)):
        return None
    changed = {}
    for line in since:
        if line.subject == "packet":
            continue
        if line.subject != "completion" or line.action not in _OF_ONE_PERSON or line.person is None:
            return None
        changed[line.person] = line.person_id
    return changed


def _attended(event: TeamEvent, changed: Set[str], now: Set[str]) -> TeamEvent:
    attendees = (event.attendees - changed) | now
    return event if attendees == event.attendees else replace(event, attendees=attendees)
