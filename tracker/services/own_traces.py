"""What stands about somebody beside their record: where they signed in, links, files that wait, rows of imports.

Never a secret, and no digest of one: whoever finds the copy lying around gets in nowhere by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.titles import fold
from tracker.models import (
    CalendarFeed,
    DeskQuestion,
    Import,
    ImportLine,
    Invitation,
    KnownDevice,
    Person,
    PhoneLink,
    SignInSession,
    Snooze,
)
from tracker.services import uploads
from tracker.services.actor import Actor
from tracker.services.second_factor import passkeys

Row = Mapping[str, Any]
# What a row of an import says of its own reading, and where it lies in the file.
_NOT_SAID = {"sheet", "row", "letter", "kind", "wrong", "unclear", "assumed"}
AT_ONCE = 500


def tables(actor: Actor, account_id: int, person: str, completions: Sequence[str]) -> dict[str, list[Row]]:
    """Return the tables by name. `person` and `completions`: own public ids. Some dozen statements."""
    return {
        "known-browsers": _known_browsers(account_id),
        "sign-ins-ended": _ended(account_id),
        "passkeys": [
            {"name": it.name, "added": it.added_at, "used": it.used_at} for it in passkeys.listing(account_id)
        ],
        "calendars": _calendars(actor),
        "phone-links": _phone_links(actor),
        "invitations": _invitations(actor),
        "files-waiting": list(_waiting(actor)),
        "snoozes-past": _past_snoozes(actor),
        "import-rows": list(_import_rows(actor, person, completions)),
        "desk-questions": _questions(actor),
    }


def _known_browsers(account_id: int) -> list[Row]:
    rows = db.session.execute(
        select(KnownDevice.device, KnownDevice.first_at, KnownDevice.last_at)
        .where(KnownDevice.account_id == account_id)
        .order_by(KnownDevice.id)
    )
    return [{"browser": device, "first": first, "last": last} for device, first, last in rows]


def _ended(account_id: int) -> list[Row]:
    """Return sign-ins that ended by themselves or were ended, as long as their rows are kept."""
    rows = db.session.execute(
        select(SignInSession.device, SignInSession.started_at, SignInSession.seen_at, SignInSession.ended_at)
        .where(SignInSession.account_id == account_id, SignInSession.ended_at.is_not(None))
        .order_by(SignInSession.id)
    )
    return [
        {"device": device, "began": began, "last_seen": seen, "ended": ended} for device, began, seen, ended in rows
    ]


def _calendars(actor: Actor) -> list[Row]:
    rows = db.session.execute(
        select(CalendarFeed.made_at, CalendarFeed.ended_at)
        .where(CalendarFeed.account_id == actor.account_id)
        .order_by(CalendarFeed.id)
    )
    return [{"made": made, "ended": ended} for made, ended in rows]


def _phone_links(actor: Actor) -> list[Row]:
    """Return links by which somebody logged, or may log, for the actor, and those that the actor gave."""
    own = PhoneLink.person_id == (actor.person_id or 0)
    rows = db.session.scalars(
        select(PhoneLink).where(or_(own, PhoneLink.given_by == actor.account_id)).order_by(PhoneLink.id)
    )
    return [
        {
            "for_whom": "yourself" if it.person_id == actor.person_id else "somebody else",
            "given_by": "yourself" if it.given_by == actor.account_id else "somebody else",
            "given": it.given_at,
            "until": it.ends_at,
            "used": it.used_at,
            "taken_back": it.revoked_at,
        }
        for it in rows
    ]


def _invitations(actor: Actor) -> list[Row]:
    rows = db.session.scalars(
        select(Invitation).where(Invitation.person_id == (actor.person_id or 0)).order_by(Invitation.id)
    )
    return [
        {
            "address": it.email,
            "to_be": AccessRole(it.role).label,
            "sent": it.made_at,
            "until": it.ends_at,
            "used": it.used_at,
            "taken_back": it.withdrawn_at,
        }
        for it in rows
    ]


def _waiting(actor: Actor) -> Iterator[Row]:
    """Yield files of the actor's own that were sent and are not logged yet: they go by themselves."""
    for pile in ("", uploads.CERTIFICATES):
        for it in uploads.waiting_in(actor, pile):
            yield {"file": it.file_name, "bytes": it.size, "came": it.staged_at, "until": it.until}


def _past_snoozes(actor: Actor) -> list[Row]:
    over = or_(Snooze.ended_at.is_not(None), Snooze.until <= actor.today)
    rows = db.session.execute(
        select(Snooze.what, Snooze.until, Snooze.reason, Snooze.made_at, Snooze.ended_at)
        .where(Snooze.person_id == (actor.person_id or 0), over)
        .order_by(Snooze.id)
    )
    return [
        {"what": what, "until": until, "reason": reason, "made": made, "ended": ended}
        for what, until, reason, made, ended in rows
    ]


def _import_rows(actor: Actor, person: str, completions: Sequence[str]) -> Iterator[Row]:
    """Yield rows of files that name the actor, or that became something of theirs, as long as they are kept."""
    if not person:
        return
    row = db.session.execute(select(Person.name, Person.other_names).where(Person.public_id == person)).one()
    names = {fold(name)[:200] for name in (row.name, *row.other_names)} if _is_alone(row.name) else set()
    those: list[ColumnElement[bool]] = [
        ImportLine.person_choice == person,
        ImportLine.made == person,
        # Somebody else was chosen for a row of this name: then it is theirs.
        ImportLine.person_key.in_(names) & ImportLine.person_choice.in_(["", person]),
    ]
    those += [
        ImportLine.made.in_(completions[start : start + AT_ONCE]) for start in range(0, len(completions), AT_ONCE)
    ]
    told: set[int] = set()
    query = select(ImportLine, Import.file_name).join(Import, Import.id == ImportLine.import_id)
    for some in those:
        for line, file_name in db.session.execute(query.where(some).order_by(ImportLine.id)):
            if line.id not in told:
                told.add(line.id)
                yield {"file": file_name, **_said(line.said), "became": line.made}


def _said(said: Mapping[str, Any]) -> Row:
    words = {name: value for name, value in said.items() if name not in _NOT_SAID and value not in (None, "", [], ())}
    place = f"{said.get('sheet', '')}, row {said.get('row', '')}".lstrip(", ")
    return {"where": place, "says": "; ".join(f"{name.replace('_', ' ')}: {_plain(it)}" for name, it in words.items())}


def _plain(value: Any) -> str:
    return ", ".join(map(_plain, value)) if isinstance(value, list | tuple) else str(value)


def _questions(actor: Actor) -> list[Row]:
    """Return what readers of packets asked about the actor by name, where nobody else here has that name."""
    name = db.session.scalar(select(Person.name).where(Person.id == (actor.person_id or 0)))
    if name is None or not _is_alone(name):
        return []
    rows = db.session.scalars(select(DeskQuestion).where(DeskQuestion.about == name).order_by(DeskQuestion.id))
    return [
        {"about": it.title, "question": it.words, "asked": it.asked_at, "answer": it.answer, "answered": it.answered_at}
        for it in rows
    ]


def _is_alone(name: str) -> bool:
    """Tell whether nobody else here has a name: what names another of the same name is not the actor's to take."""
    same: int | None = db.session.scalar(select(func.count(Person.id)).where(func.lower(Person.name) == name.lower()))
    return same == 1
