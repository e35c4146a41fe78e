"""One row of everything else that a center has."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.access import AccessRole
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import WaiverState
from tracker.models import (
    CalendarFeed,
    CenterArchive,
    CheckIn,
    Citation,
    Desk,
    DeskMark,
    DeskQuestion,
    DeskSample,
    DeskView,
    DeskVisit,
    Event,
    Evidence,
    ExpectedPerson,
    Import,
    ImportFile,
    ImportLine,
    Invitation,
    LinkReport,
    Packet,
    Person,
    PlanLine,
    PlannedEvent,
    RecordCheckSetAside,
    Redaction,
    Sighting,
    Submission,
    Training,
    TrainingAlias,
    Waiver,
)
from tracker.services import sessions
from tracker.services.actor import Actor
from tracker.services.invitations import INVITATION_LASTS
from tracker.services.seeding.links import decided_by_link, logged_by_phone
from tracker.services.seeding.mails import of_mails
from tracker.services.seeding.own_standard import own_standard
from tracker.services.sightings import Act, Subject

DAYS_SINCE_EVENT = timedelta(days=30)
HOLDS = timedelta(days=200)


def event(director: Actor) -> Event:
    """Add a day that the team spent together, whose hours were corrected since."""
    row = Event(title="Team day", held_on=director.today - DAYS_SINCE_EVENT, hours=Decimal(3))
    db.session.add(row)
    db.session.flush()
    row.hours = Decimal(2)
    db.session.flush()
    return row


def add(director: Actor) -> None:
    """Add one row each of what people add by hand: an alias, a report, an invitation, a waiver, a line of the plan."""
    training: Training = db.session.scalars(select(Training).order_by(Training.key).limit(1)).one()
    account, now = director.account_id, director.now
    rows = [
        TrainingAlias(training_id=training.id, alias=f"Also {training.title}"[:300]),
        LinkReport(training_id=training.id, kind="broken", reported_by=account, reported_at=now),
        Invitation(
            email="invited@seed.example",
            role=AccessRole.STAFF,
            digest=sessions.digest(new_public_id()),
            made_by=account,
            made_at=now,
            ends_at=now + INVITATION_LASTS,
        ),
        _look(director),
        _waiver(director),
        _plan_line(director, training),
        *_citation(director),
        _redaction(director),
        _set_aside(director),
        own_standard(director),
        CenterArchive(state="failed", failure="Made by seed, never written.", asked_by=account, asked_at=now),
        *of_mails(director),
        CalendarFeed(account_id=account, digest=sessions.digest(new_public_id()), made_at=now, ended_at=now),
        Submission(account_id=account, key="0" * 32, made="seed", at=now),
        Packet(
            number=1,
            standard="nca-csec",
            edition="2023",
            as_of=director.today,
            state="failed",
            failure="Made by seed, never drawn.",
            asked_by=account,
            asked_at=now,
        ),
    ]
    db.session.add_all(rows)
    db.session.flush()
    for add_more in (_desk, _planned, _import, decided_by_link, logged_by_phone):
        add_more(director)


def _planned(director: Actor) -> None:
    """Add an event to come, at which somebody is expected and somebody checked in; its code opens nothing."""
    plan = PlannedEvent(
        title="Team training",
        held_on=director.today + HOLDS,
        code_digest=sessions.digest(new_public_id()),
        planned_by=director.account_id,
        planned_at=director.now,
    )
    db.session.add(plan)
    db.session.flush()
    at = {"planned_event_id": plan.id}
    db.session.add_all(
        [
            ExpectedPerson(**at, person_id=director.person_id, number=1),
            CheckIn(**at, name="Nobody, invented by seed", checked_in_at=director.now, key="0" * 32),
        ]
    )


def _import(director: Actor) -> None:
    """Add a spreadsheet that could not be read, whose one row is a problem: it brings in nothing."""
    row = Import(
        file_name="seed.csv",
        sha256="0" * 64,
        size=1,
        state="cleared",
        failure="Made by seed, never read.",
        dropped_by=director.account_id,
        dropped_at=director.now,
        touched_at=director.now,
        cleared_at=director.now,
    )
    db.session.add(row)
    db.session.flush()
    said = {"kind": "problem", "sheet": "seed", "row": 1, "wrong": "Made by seed."}
    its = {"file_name": "seed.pdf", "state": "refused", "dropped_by": row.dropped_by, "dropped_at": row.dropped_at}
    line = ImportLine(import_id=row.id, number=1, kind="problem", said=said, fingerprint="0" * 64)
    db.session.add_all([line, ImportFile(import_id=row.id, failure="Made by seed, never read.", **its)])


def _desk(director: Actor) -> None:
    """Add a desk that is over, of a packet that was never drawn: it opens nothing."""
    desk = Desk(
        packet_id=db.session.scalars(select(Packet.id)).one(),
        digest=sessions.digest(new_public_id()),
        kind="mock",
        reviewer="Nobody, invented by seed",
        ends_on=director.today,
        given_by=director.account_id,
        given_at=director.now,
    )
    db.session.add(desk)
    db.session.flush()
    at = {"desk_id": desk.id}
    secret, now = sessions.digest(new_public_id()), director.now
    db.session.add_all(
        [
            DeskVisit(**at, token_digest=secret, began_at=now, seen_at=now),
            DeskMark(**at, requirement="csec-foundations", mark="met", marked_at=now),
            DeskSample(**at, of="people", seed="seed", size=1, drawn="1", drawn_at=now, key="0" * 32),
            DeskQuestion(
                **at,
                requirement="csec-foundations",
                title="CSEC foundations",
                words="Invented for measuring.",
                asked_at=now,
                key="0" * 32,
                answer="Invented too.",
                answered_by=director.account_id,
                answered_at=now,
            ),
            DeskView(**at, page="summary", seen_on=director.today, first_at=now, last_at=now),
        ]
    )
    db.session.flush()


def _waiver(director: Actor) -> Waiver:
    return Waiver(
        kind=WaiverKind.WAIVER,
        standard="nca-csec",
        edition="2023",
        requirement="team-csec-training",
        starts_on=director.today,
        ends_on=director.today + HOLDS,
        reason="Invented for measuring.",
        state=WaiverState.PROPOSED,
        proposed_by=director.account_id,
        proposed_at=director.now,
    )


def _plan_line(director: Actor, training: Training) -> PlanLine:
    return PlanLine(
        person_id=director.person_id,
        training_id=training.id,
        title=training.title,
        closes=frozenset({"nca-csec/csec-foundations"}),
        owner_id=director.person_id,
        due_on=director.today + HOLDS,
        kept_by=director.account_id,
        kept_at=director.now,
        kept_on=director.today,
    )


def _citation(director: Actor) -> list[Citation]:
    """Return a place in the first file, if there is one."""
    file = db.session.scalar(select(Evidence.id).order_by(Evidence.id).limit(1))
    return [
        Citation(
            evidence_id=each,
            label="hours",
            first_page=1,
            last_page=1,
            box_left=100,
            box_top=400,
            box_right=900,
            box_bottom=450,
            added_by=director.account_id,
            added_at=director.now,
        )
        for each in ([file] if file else [])
    ]


def _redaction(director: Actor) -> Redaction:
    """Return a mark in a file that is not there."""
    return Redaction(
        sha256="0" * 64,
        page=1,
        box_left=0,
        box_top=0,
        box_right=1000,
        box_bottom=100,
        reason="Invented for measuring.",
        made_by=director.account_id,
        made_at=director.now,
    )


def _set_aside(director: Actor) -> RecordCheckSetAside:
    """Return that a line of the check of the record was set aside."""
    return RecordCheckSetAside(
        check="no-role",
        line="0" * 64,
        reason="Invented for measuring.",
        set_aside_by=director.account_id,
        set_aside_at=director.now,
    )


def _look(director: Actor) -> Sighting:
    """Return a look of the director at somebody's record; at the history, where there is nobody else."""
    others = select(Person.id, Person.public_id).where(Person.id != director.person_id).order_by(Person.id).limit(1)
    person = db.session.execute(others).first()
    return Sighting(
        account_id=director.account_id,
        act=Act.LOOK,
        subject=Subject.PERSON if person else Subject.HISTORY,
        subject_id=person.public_id if person else director.center,
        person_id=person.id if person else None,
        seen_on=director.today,
        first_at=director.now,
        last_at=director.now,
    )
