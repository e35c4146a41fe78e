"""Who saw and did what: lines of history and looks as one list, newest first, for a director or about oneself.

Lines keep the order of their numbers, looks that of their last moment; the two are merged by time. A page goes on where
the one before ended, in both, so that nothing is counted, and nothing is shown twice when more happens meanwhile.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, union

from tracker.db import db
from tracker.domain.access import Action
from tracker.models import Account, ApiToken, HistoryEntry, Membership, Person, Sighting
from tracker.services import history, sightings
from tracker.services.actor import COMMAND_LINE, Actor
from tracker.services.history import Line
from tracker.services.sightings import Look

PAGE = 50
MOST_EXPORTED = 20_000
# Whoever runs the installation acts at its shell and is no account.
SHELL = "installation"
# Whoever came by a link acts under a name that whoever gave it wrote down, and has no account either.
LINKS = "links"
BY_LINK = "Whoever came by a link"
# What lets people in or keeps them out, told apart from the record itself.
OF_ACCESS = ("membership", "invitation", "account", "api_token", "calendar")
# Of links and codes, that they were given or ended; what was done by them is told with the record.
OF_LINKS = ("desk", "decision_link", "phone_link", "planned_event")
GIVES_OR_ENDS = ("give", "revoke", "take_over", "open_check_in", "close_check_in", "renew_code")
NOT_YOURS = "Only a director or deputy sees who saw and did what."
_LAST_LINE, _LAST_ROW = 2**31 - 1, 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"([0-9]{1,10})\.([0-9]{1,17})\.([0-9]{1,19})")


class Kind(StrEnum):
    """What kind of thing happened."""

    CHANGES = "changes"
    ACCESS = "access"
    LOOKS = "looks"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to: public ids of the person concerned and of the account that acted, days, a kind."""

    person: str = ""
    by: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: below this line of history, and before this moment and row of the looks."""

    line: int
    seen: datetime
    row: int

    def __str__(self) -> str:
        """Return the place as an address carries it."""
        return f"{self.line}.{(self.seen - _EPOCH) // timedelta(microseconds=1)}.{self.row}"


@dataclass(frozen=True, slots=True)
class Part:
    """One page: what happened, and where older things begin, if there are any."""

    items: tuple[Line | Look, ...]
    older: Place | None


def place(actor: Actor, text: str) -> Place:
    """Return the place that an address names; the newest for none, and for what is no place."""
    found = _PLACE.fullmatch(text)
    if found is None or int(found[1]) > _LAST_LINE or int(found[3]) > _LAST_ROW:
        # What happens from this moment on, such as this very look, belongs to a later list.
        return Place(_LAST_LINE, actor.now, 0)
    return Place(int(found[1]), _EPOCH + timedelta(microseconds=int(found[2])), int(found[3]))


def of_center(actor: Actor, narrowed: Narrowed, at: Place, most: int = PAGE) -> Part:
    """Return a page of all that happened at the center. Two statements. Raises Refused."""
    actor.must(Action.VIEW_HISTORY, NOT_YOURS)
    return _part(actor, narrowed, (), (), at, most)


def of_own(actor: Actor, at: Place) -> Part:
    """Return a page of what happened with the actor's own record. Two statements."""
    lines, looks = HistoryEntry.person_id == actor.person_id, Sighting.person_id == actor.person_id
    if actor.person_id is None:
        return Part((), None)
    return _part(actor, Narrowed(), (lines,), (looks,), at, PAGE)


def exported(actor: Actor, narrowed: Narrowed) -> Part:
    """Return all that the list holds, or the newest MOST_EXPORTED and where older things begin. Raises Refused."""
    at: Place | None = place(actor, "")
    items: list[Line | Look] = []
    while at is not None and len(items) < MOST_EXPORTED:
        part = of_center(actor, narrowed, at, min(MOST_EXPORTED - len(items), 1000))
        items += part.items
        at = part.older
    return Part(tuple(items), at)


def who_acts(actor: Actor) -> list[tuple[str, str]]:
    """Return who ever signed in at the center and its programs, as public id and name, by name.

    And whoever came by a link, as one; and the installation's shell.
    """
    # Joined, not looked up in: with "one of these or one of those" PostgreSQL reads every account there is.
    here = union(select(Membership.account_id), select(ApiToken.account_id)).subquery()
    rows = db.session.execute(
        select(Account.public_id, Account.display_name)
        .join(here, here.c.account_id == Account.id)
        .order_by(func.lower(Account.display_name), Account.id)
    )
    return [*((public_id, name) for public_id, name in rows), (LINKS, BY_LINK), (SHELL, COMMAND_LINE)]


def whose_records(actor: Actor) -> list[tuple[str, str]]:
    """Return everybody who was ever listed, as public id and name, by name."""
    rows = db.session.execute(select(Person.public_id, Person.name).order_by(func.lower(Person.name), Person.id))
    return [(public_id, name) for public_id, name in rows]


Conditions = tuple[ColumnElement[bool], ...]


def _part(actor: Actor, narrowed: Narrowed, lines: Conditions, looks: Conditions, at: Place, most: int) -> Part:
    found_lines: list[Line] = []
    found_looks: list[Look] = []
    if narrowed.kind != Kind.LOOKS:
        those = (*lines, *_of_lines(actor, narrowed))
        found_lines = history.lines(at.line, those=those, most=most + 1)
    if narrowed.kind in {"", Kind.LOOKS} and narrowed.by != SHELL:
        those = (*looks, *_of_looks(narrowed))
        found_looks = sightings.looks((at.seen, at.row), those, most + 1)
    return _merged(found_lines, found_looks, at, most)


def _merged(lines: list[Line], looks: list[Look], at: Place, most: int) -> Part:
    items: list[Line | Look] = []
    while (lines or looks) and len(items) < most:
        if lines and (not looks or lines[0].at >= looks[0].at):
            line = lines.pop(0)
            items.append(line)
            at = replace(at, line=line.number)
        else:
            look = looks.pop(0)
            items.append(look)
            at = replace(at, seen=look.at, row=look.key)
    return Part(tuple(items), at if lines or looks else None)


def _of_lines(actor: Actor, narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    if narrowed.person:
        yield Person.public_id == narrowed.person
    if narrowed.by:
        yield from _lines_by(narrowed.by)
    if narrowed.kind == Kind.ACCESS:
        yield _of_access()
    if narrowed.kind == Kind.CHANGES:
        yield ~_of_access()
    if narrowed.first:
        yield HistoryEntry.at >= _midnight(actor, narrowed.first)
    if narrowed.last:
        yield HistoryEntry.at < _midnight(actor, narrowed.last + timedelta(days=1))


def _of_access() -> ColumnElement[bool]:
    given = HistoryEntry.subject.in_(OF_LINKS) & HistoryEntry.action.in_(GIVES_OR_ENDS)
    return HistoryEntry.subject.in_(OF_ACCESS) | given


def _lines_by(who: str) -> Iterator[ColumnElement[bool]]:
    if who not in {SHELL, LINKS}:
        yield Account.public_id == who
        return
    yield HistoryEntry.account_id.is_(None)
    # Who decides by a link or reads at a desk is named in the line itself.
    reviewer = HistoryEntry.detail["reviewer"].as_string()
    yield reviewer.is_(None) if who == SHELL else reviewer.is_not(None)


def _of_looks(narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    if narrowed.person:
        yield Person.public_id == narrowed.person
    if narrowed.by:
        # Who came by a link is not whoever gave it.
        yield Sighting.seen_as != "" if narrowed.by == LINKS else Sighting.seen_as == ""
        if narrowed.by != LINKS:
            yield Account.public_id == narrowed.by
    if narrowed.first:
        yield Sighting.seen_on >= narrowed.first
    if narrowed.last:
        yield Sighting.seen_on <= narrowed.last


def _midnight(actor: Actor, day: date) -> datetime:
    """Return the moment at which a day begins on the center's clock."""
    return datetime.combine(day, time(), ZoneInfo(actor.zone))
