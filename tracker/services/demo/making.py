"""Makes the demo center through the same use cases that people go through, so that its history is true.

Found by its name: an installation that has it keeps it as it is.
"""

import io
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole
from tracker.domain.place import Box
from tracker.domain.record import CompletionKind, WaiverKind
from tracker.domain.second_factor import Demand
from tracker.domain.vocabulary import CompletionState, TrainingFormat
from tracker.formatting import format_date, format_hours
from tracker.intake.drawing import certificate
from tracker.models import Center, Membership, Person, RoleTerm
from tracker.services import (
    accounts,
    centers,
    citations,
    completions,
    events,
    people,
    plan_lines,
    reviews,
    trainings,
    uploads,
    waivers,
)
from tracker.services.actor import Actor
from tracker.services.citations import Place
from tracker.services.completions import CreditLine
from tracker.services.demo.story import (
    AGREED,
    CENTER,
    DAYS_TO_VISIT,
    DEPUTY,
    DIRECTOR,
    DONE,
    HELD,
    MEASURED_BY,
    PEOPLE,
    SET_ASIDE,
    STAFF,
    TIME_ZONE,
    YEAR,
    Agreed,
    Done,
    Held,
    Member,
    SetAside,
)
from tracker.services.trainings import TrainingView

PASSWORD = "cedar lantern orchard mile"  # noqa: S105 printed by the demo, for invented people only
LOGINS = (
    ("director@demo.example", DIRECTOR, AccessRole.DIRECTOR),
    ("deputy@demo.example", DEPUTY, AccessRole.DEPUTY),
    ("staff@demo.example", STAFF, AccessRole.STAFF),
)
# Where `certificate` writes its third line.
HOURS_ON_THE_CERTIFICATE = Place("hours", 1, 1, Box(400, 495, 600, 555))


@dataclass(frozen=True, slots=True)
class Login:
    """How somebody of the demo center signs in."""

    email: str
    password: str
    role: str


@dataclass(slots=True)
class _Demo:
    """What the steps share: who acts, the people by name, and the catalog by key."""

    director: Actor
    deputy: Actor
    people: dict[str, str]
    catalog: dict[str, TrainingView]


def make(now: datetime) -> tuple[bool, list[Login]]:
    """Make the demo center unless it is there; returns whether it was made, and its logins. Costs a few seconds."""
    logins = [Login(email, PASSWORD, role.label) for email, _, role in LOGINS]
    with everywhere(db.session()):
        if db.session.scalar(select(Center.id).where(Center.name == CENTER)) is not None:
            return False, logins
    # Its password is printed, so that everybody can look: a second factor would protect nothing.
    center = centers.begin(CENTER, TIME_ZONE, now, second_factor=Demand.NOBODY)
    numbers = {email: accounts.create(email, name, PASSWORD, now) for email, name, _ in LOGINS}
    director = centers.add_first_director(center, numbers[LOGINS[0][0]], DIRECTOR, now, MEASURED_BY)
    with working_for(db.session(), center.id):
        _since_five_years(director)
        settings = centers.settings(director)
        centers.change(director, replace(settings, site_visit_on=director.today + timedelta(days=DAYS_TO_VISIT)))
        for member in PEOPLE:
            _add(director, member)
        demo = _begin(center, director, numbers, now)
        for held in HELD:
            _hold(demo, held)
        for done in sorted(DONE, key=lambda done: -done.days_ago):
            _log(demo, done)
        for decision in SET_ASIDE:
            _set_aside(demo, decision)
        for line in AGREED:
            _agree(demo, line)
    return True, logins


def _since_five_years(director: Actor) -> None:
    term: RoleTerm = db.session.scalars(select(RoleTerm).where(RoleTerm.person_id == director.person_id)).one()
    term.starts_on = director.today - timedelta(days=5 * YEAR)
    db.session.flush()


def _add(director: Actor, member: Member) -> None:
    def day(days: int) -> date:
        return director.today - timedelta(days=days)

    terms = tuple(
        people.Term(role, day(began), day(ended) if ended is not None else None) for role, began, ended in member.roles
    )
    people.add(director, people.Entry(member.name, member.discipline, agency=member.agency), terms)


def _begin(center: Center, director: Actor, numbers: dict[str, int], now: datetime) -> _Demo:
    found = {each.name: each.public_id for each in people.everyone(director)}
    rows = dict(db.session.execute(select(Person.name, Person.id)).all())
    actors = {}
    for email, name, role in LOGINS[1:]:
        db.session.add(Membership(account_id=numbers[email], person_id=rows[name], role=role, began_at=now))
        actors[role] = centers.actor_for(center, numbers[email], name, role, rows[name], now)
    db.session.flush()
    catalog = {view.key: view for view in trainings.shelf()}
    return _Demo(director, actors[AccessRole.DEPUTY], found, catalog)


def _hold(demo: _Demo, held: Held) -> None:
    when = _then(demo.deputy, held.days_ago)
    entry = events.Entry(
        kind=held.kind,
        title=held.title,
        held_on=when.today,
        hours=Decimal(held.hours) if held.hours else None,
        topics=frozenset(held.topics.split()),
    )
    is_training = held.kind == CompletionKind.TRAINING
    sheet = _file(
        when,
        [held.title, format_date(when.today), *held.people],
        "PDF",
        "signed-sheet" if is_training else "document",
        "Sign-in sheet" if is_training else CompletionKind(held.kind).label.capitalize(),
    )
    event = events.record(when, entry, tuple(demo.people[name] for name in held.people), sheet)
    for attendee in events.get(when, event).attendees:
        _accept(_then(demo.director, held.days_ago - 2), attendee.completion)


def _log(demo: _Demo, done: Done) -> None:
    # The deputy logs and the director decides: nobody decides on an own entry, in a demo either.
    writer = _then(demo.deputy, done.days_ago)
    reader = _then(demo.director, max(done.days_ago - 3, 0))
    known = demo.catalog.get(done.training)
    title = done.title or (known.title if known else "")
    told = [topic.partition("=") for topic in done.topics.split()]
    entry = completions.Entry(
        title=title,
        completed_on=writer.today,
        kind=done.kind,
        hours=Decimal(done.hours) if done.hours else None,
        topics=frozenset(topic for topic, *_ in told) or (known.topics if known else frozenset()),
        topic_hours={topic: Decimal(share) for topic, _, share in told if share},
        provider=done.provider or (known.provider if known else ""),
        format=known.format if known else TrainingFormat.UNKNOWN,
        credits=tuple(CreditLine(body, Decimal(amount), number) for body, amount, number in done.credits),
        training=known.public_id if known else None,
    )
    lines = [done.who, title, format_hours(Decimal(done.hours)) if done.hours else "", format_date(writer.today)]
    files = _file(writer, lines, done.file, "certificate") if done.file else ()
    (made,) = completions.record(writer, entry, (demo.people[done.who],), files, submit=True)
    if done.who == STAFF and done.file == "PDF" and done.hours:
        (file,) = completions.get(writer, made).files
        citations.add(writer, file.public_id, HOURS_ON_THE_CERTIFICATE)
    if done.state == CompletionState.ACCEPTED:
        _accept(reader, made)
    elif done.state == CompletionState.RETURNED:
        reviews.send_back(reader, made, completions.get(reader, made).version, done.reason)


def _set_aside(demo: _Demo, decision: SetAside) -> None:
    writer = _then(demo.deputy, decision.days_ago)
    entry = waivers.Entry(
        kind=WaiverKind.EQUIVALENT if decision.instead else WaiverKind.WAIVER,
        person=demo.people[decision.who],
        standard=decision.standard,
        requirement=decision.requirement,
        starts_on=writer.today,
        ends_on=writer.today + timedelta(days=decision.days),
        reason=decision.reason,
        instead=decision.instead,
    )
    lines = [decision.who, decision.instead or decision.reason, format_date(writer.today)]
    made = waivers.propose(writer, entry, _file(writer, lines, "PDF", "letter", "Letter to the center"))
    if decision.granted:
        waivers.grant(_then(demo.director, decision.days_ago - 2), made, 1)


def _agree(demo: _Demo, line: Agreed) -> None:
    keeper = _then(demo.director, line.kept_ago)
    known = demo.catalog.get(line.training)
    entry = plan_lines.Entry(
        title=known.title if known else line.title,
        due_on=demo.director.today + timedelta(days=line.due_in),
        person=demo.people.get(line.who, ""),
        owner=demo.people[line.who if line.who == STAFF else DIRECTOR],
        training=known.public_id if known else "",
        closes=line.closes,
        note=line.note,
    )
    made = plan_lines.add(keeper, entry)
    if line.booked_in is not None:
        plan_lines.book(keeper, made, 1, demo.director.today + timedelta(days=line.booked_in))


def _accept(reader: Actor, completion: str) -> None:
    reviews.accept(reader, completion, completions.get(reader, completion).version)


def _file(
    actor: Actor, lines: list[str], form: str, name: str, head: str = "Certificate of completion"
) -> tuple[uploads.StoredFile, ...]:
    suffix = "pdf" if form == "PDF" else "jpg"
    drawn = certificate([line for line in lines if line], form, head)
    waiting = uploads.take(actor, io.BytesIO(drawn), f"{name}.{suffix}")
    stored = uploads.store(actor, [waiting.token])
    uploads.discard(actor, [waiting.token])
    return stored


def _then(actor: Actor, days_ago: int) -> Actor:
    gone = timedelta(days=days_ago)
    return replace(actor, now=actor.now - gone, today=actor.today - gone)
