"""What an address can name, made for the one who is to reach it: the smallest that the page needs."""

import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.services.files import attached
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import CompletionState, Discipline, PacketState, Role, WaiverState
from tracker.models import (
    Agency,
    Event,
    Identity,
    Leave,
    LinkReport,
    Membership,
    Packet,
    Passkey,
    Person,
    PlanLine,
    RoleTerm,
    SignInSession,
    Training,
    Waiver,
)
from tracker.services import history, invitations, one_time_links, record_checks, sessions
from tracker.services.one_time_links import Purpose
from tracker.services.packets.sealing import packet_store

_numbers = count(1)


@dataclass(frozen=True)
class Owner:
    """Whose thing is made: an account, and the person of the center that it is."""

    account: int
    person: int


Maker = Callable[[CenterWorld, Owner], str]


def somebody(center: CenterWorld, role: AccessRole = AccessRole.STAFF) -> Owner:
    """Return a new member of a center."""
    person = center.person()
    return Owner(center.member(role, person), person)


def always(value: str) -> Maker:
    """Return a maker for a parameter that names nothing of a center."""
    return lambda _center, _owner: value


standard, edition = always("nca-csec"), always("2023")


def person(center: CenterWorld, owner: Owner) -> str:
    """Return the owner."""
    return center.public_id_of(Person, owner.person)


def draft(center: CenterWorld, owner: Owner) -> str:
    """Make a completion that its owner began."""
    return _completion(center, owner, CompletionState.DRAFT)


def waiting(center: CenterWorld, _owner: Owner) -> str:
    """Make a completion that somebody sent in."""
    return _completion(center, somebody(center), CompletionState.SUBMITTED)


def certificate(center: CenterWorld, owner: Owner) -> str:
    """Make a completion with a certificate."""
    return attached(center, draft(center, owner))


def event(center: CenterWorld, _owner: Owner) -> str:
    """Make an event at which nobody was."""
    return _add(center, Event(title="Team training", held_on=date(2026, 3, 2)))


def waiting_event(center: CenterWorld, owner: Owner) -> str:
    """Make an event from which a completion of somebody waits, longer than all others, for the queue is cut."""
    public_id = event(center, owner)
    author = somebody(center)
    with center.working():
        number = db.session.scalar(select(Event.id).where(Event.public_id == public_id))
    long_ago = clock.now() - timedelta(days=30 + next(_numbers))
    _completion(center, author, CompletionState.SUBMITTED, event_id=number, submitted_at=long_ago)
    return public_id


def training(center: CenterWorld, _owner: Owner) -> str:
    """Make an entry of the catalog."""
    number = next(_numbers)
    return _add(center, Training(key=f"own-{number}", title=f"Own training {number}"))


def link_report(center: CenterWorld, owner: Owner) -> str:
    """Make a report that a link is broken."""
    with center.working():
        number = db.session.scalars(select(Training.id)).first()
    report = LinkReport(training_id=number, kind="broken", reported_by=owner.account, reported_at=clock.now())
    return _add(center, report)


def agency(center: CenterWorld, _owner: Owner) -> str:
    """Make a partner agency."""
    return _add(center, Agency(name=f"Agency {next(_numbers)}", discipline=Discipline.MEDICAL))


def role_term(center: CenterWorld, owner: Owner) -> str:
    """Give the owner a role."""
    return _add(center, RoleTerm(person_id=owner.person, role=Role.PROSECUTOR, starts_on=date(2020, 1, 1)))


def leave(center: CenterWorld, owner: Owner) -> str:
    """Enter a leave of the owner."""
    return _add(center, Leave(person_id=owner.person, starts_on=date(2024, 3, 1), ends_on=date(2024, 4, 30)))


def member(center: CenterWorld, _owner: Owner) -> str:
    """Make somebody who signs in."""
    account = center.member(AccessRole.STAFF)
    with center.working():
        return str(db.session.scalar(select(Membership.public_id).where(Membership.account_id == account)))


def invitation(center: CenterWorld, owner: Owner) -> str:
    """Invite somebody."""
    invitation_token(center, owner)
    with center.working():
        return invitations.standing(center.actor())[-1].public_id


def invitation_token(center: CenterWorld, owner: Owner) -> str:
    """Invite somebody; returns the secret of the link."""
    actor = center.actor()
    with center.working():
        _, link = invitations.invite(actor, f"guest{owner.account}@example.org", AccessRole.STAFF, None)
    return link.rsplit("/", 1)[1]


def reset_token(center: CenterWorld, owner: Owner) -> str:
    """Make a link for a new password; returns its secret."""
    with center.app.app_context(), unit_of_work():
        lasts = one_time_links.PASSWORD_RESET_LASTS
        return one_time_links.make(Purpose.PASSWORD_RESET, clock.now(), lasts, owner.account)


def packet(center: CenterWorld, _owner: Owner) -> str:
    """Ask for a packet that nobody makes yet."""
    return _packet(center, PacketState.WAITING)


def issued_packet(center: CenterWorld, _owner: Owner) -> str:
    """Return a packet that was issued, as far as its row and its file tell."""
    with center.app.app_context():
        kept = packet_store().put(io.BytesIO(b"%PDF-1.7 a packet"))
    return _packet(center, PacketState.ISSUED, sha256=kept.sha256, size=17)


def waiver(center: CenterWorld, owner: Owner) -> str:
    """Propose a waiver for the owner."""
    return _waiver(center, owner, WaiverState.PROPOSED)


def others_waiver(center: CenterWorld, owner: Owner) -> str:
    """Propose a waiver for the owner by somebody who decides on none of their own."""
    return _waiver(center, owner, WaiverState.PROPOSED, proposed_by=somebody(center, AccessRole.DEPUTY).account)


def granted_waiver(center: CenterWorld, owner: Owner) -> str:
    """Propose a waiver for the owner that somebody else granted."""
    decided = {"decided_by": somebody(center, AccessRole.DEPUTY).account, "decided_at": clock.now()}
    return _waiver(center, owner, WaiverState.GRANTED, **decided)


def plan_line(center: CenterWorld, owner: Owner) -> str:
    """Agree on a task with the owner, which they see to themselves."""
    today = center.actor().today
    row = PlanLine(
        person_id=owner.person,
        title=f"Task {next(_numbers)}",
        owner_id=owner.person,
        due_on=today + timedelta(days=30),
        kept_by=center.director,
        kept_at=clock.now(),
        kept_on=today,
    )
    return _add(center, row)


def odd_line(center: CenterWorld, _owner: Owner) -> str:
    """Add somebody without a role, which the check of the record finds; returns the key of its line."""
    person = center.person(f"Roleless {next(_numbers)}", roles=())
    public_id, actor = center.public_id_of(Person, person), center.actor()
    with center.working():
        history.append(actor, "add", "person", public_id, person_id=person)
        return next(
            line.key for line in record_checks.found(actor).lines if public_id in {thing.key for thing in line.things}
        )


def line_set_aside(center: CenterWorld, owner: Owner) -> str:
    """Set such a line aside."""
    key = odd_line(center, owner)
    with center.working():
        record_checks.set_aside(center.actor(), key, "A board member who only listens.")
    return key


def set_up_code(_center: CenterWorld, _owner: Owner) -> str:
    """Return a code of the right shape: an installation that has a center takes none."""
    return "A" * 43


def own_session(center: CenterWorld, owner: Owner) -> str:
    """Sign the owner in once more; returns that session's public id."""
    with center.app.app_context(), unit_of_work():
        digest = sessions.digest(sessions.start(owner.account, "Another browser", clock.now()))
        return str(db.session.scalar(select(SignInSession.public_id).where(SignInSession.token_digest == digest)))


def passkey(center: CenterWorld, owner: Owner) -> str:
    """Give the owner a passkey that nobody holds; returns its public id."""
    key = secrets.token_bytes(16)
    row = Passkey(account_id=owner.account, credential_id=key, public_key=key, name="A phone", added_at=clock.now())
    with center.app.app_context(), unit_of_work():
        db.session.add(row)
        db.session.flush()
        return row.public_id


def provider(_center: CenterWorld, _owner: Owner) -> str:
    """Return the provider that the tests' application takes people of; it answers."""
    return "other"


def connection(center: CenterWorld, owner: Owner) -> str:
    """Connect the owner with somebody of the provider; returns the connection's public id."""
    number = next(_numbers)
    row = Identity(account_id=owner.account, issuer="x", subject=str(number), email="", added_at=clock.now())
    return _add(center, row)


def _completion(center: CenterWorld, owner: Owner, state: CompletionState, **values: object) -> str:
    sent = {"submitted_at": clock.now()} if state is CompletionState.SUBMITTED else {}
    by = {"recorded_by": owner.account, "changed_by": owner.account}
    return center.completion(owner.person, state=state, **{**by, **sent, **values})


def _waiver(center: CenterWorld, owner: Owner, state: WaiverState, **values: Any) -> str:
    row = Waiver(
        kind=WaiverKind.WAIVER,
        person_id=owner.person,
        standard="nca-csec",
        edition="2023",
        requirement="csec-foundations",
        starts_on=date(2026, 1, 1),
        ends_on=date(2030, 1, 1),
        reason="The course is not held before autumn.",
        state=state,
        proposed_at=clock.now(),
        **{"proposed_by": center.director, **values},
    )
    return _add(center, row)


def _packet(center: CenterWorld, state: PacketState, **values: Any) -> str:
    asked = {"standard": "nca-csec", "edition": "2023", "as_of": date(2026, 9, 30), "asked_at": clock.now()}
    with center.working():
        # The next of the center, as asking for one takes it: a form may have asked for one meanwhile.
        number = (db.session.scalar(select(func.max(Packet.number))) or 0) + 1
    return _add(center, Packet(**asked, number=number, state=state, asked_by=center.director, **values))


def _add(center: CenterWorld, row: Any) -> str:
    with center.working():
        db.session.add(row)
        db.session.flush()
        return str(row.public_id)
