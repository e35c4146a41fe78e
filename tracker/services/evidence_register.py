"""Every file of evidence of a center, each with what it stands behind and the places in it that are pointed at."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.models import Account, Completion, Event, Evidence, Person, Redaction, Waiver
from tracker.services import citations
from tracker.services.actor import Actor
from tracker.services.citations import CitationView
from tracker.services.evidence_reading import NO_FILE, STANDS, EvidenceView, Owner

NOT_YOURS = "Only a director or deputy gathers the team's files."


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredFile:
    """A file, and what it stands behind; `person`: whose record that is, None for an event's or the team's waiver's.

    `removed`: its bytes are gone for good. `redacted`: some of it goes into no printed copy. `places`: none of one that
    was withdrawn, for nothing in it is pointed at any more.
    """

    view: EvidenceView
    owner: Owner
    person: str | None
    removed: bool
    redacted: bool
    places: tuple[CitationView, ...]

    @property
    def public_id(self) -> str:
        """The file's."""
        return self.view.public_id


def some(actor: Actor, public_ids: Collection[str]) -> list[RegisteredFile]:
    """Return those of some public ids, withdrawn and removed ones too. Two statements. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    rows = db.session.execute(_query().where(Evidence.public_id.in_(public_ids))).all()
    places = citations.of_files([row.public_id for row in rows if row.withdrawn_at is None])
    return [_file(row, places.get(row.public_id, [])) for row in rows]


def get(actor: Actor, public_id: str) -> RegisteredFile:
    """Return one file. Two statements. Raises NotFound, Refused."""
    for found in some(actor, [public_id]):
        return found
    raise NotFound(NO_FILE)


_OF_THE_FILE = tuple(each.name for each in fields(EvidenceView))


def _query() -> Select[Any]:
    redacted = select(Redaction.id).where(Redaction.sha256 == Evidence.sha256, STANDS).correlate(Evidence).exists()
    own = (getattr(Evidence, name) for name in _OF_THE_FILE if name != "added_by")
    return (
        select(
            *own,
            Account.display_name.label("added_by"),
            Evidence.removed_at.is_not(None).label("removed"),
            Completion.public_id.label("completion"),
            Event.public_id.label("event"),
            Waiver.public_id.label("waiver"),
            Person.public_id.label("person"),
            redacted.label("redacted"),
        )
        .join(Account, Account.id == Evidence.added_by)
        .outerjoin(Completion, Completion.id == Evidence.completion_id)
        .outerjoin(Event, Event.id == Evidence.event_id)
        .outerjoin(Waiver, Waiver.id == Evidence.waiver_id)
        .outerjoin(Person, Person.id == func.coalesce(Completion.person_id, Waiver.person_id))
    )


def _file(row: Any, places: Collection[CitationView]) -> RegisteredFile:
    return RegisteredFile(
        view=EvidenceView(**{name: getattr(row, name) for name in _OF_THE_FILE}),
        owner=Owner(row.completion, row.event, row.waiver),
        person=row.person,
        removed=bool(row.removed),
        redacted=bool(row.redacted),
        places=tuple(places),
    )
