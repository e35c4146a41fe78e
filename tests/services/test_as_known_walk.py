"""Whatever a center does, each evening's record can be looked back at: use cases by chance, day after day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.files import stored
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import TrackerError
from tracker.domain.record import CompletionKind, Record, WaiverKind
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Completion, Event, Evidence, Leave, Person, RoleTerm, Waiver
from tracker.services import as_known, centers, completions, events, evidence, leaves, people, records, reviews, waivers
from tracker.services.actor import Actor

FIRST, DAYS, EACH_DAY = date(2026, 1, 5), 30, 5
TOPICS = ("trauma", "screening", "boys")
KINDS = (CompletionKind.TRAINING, CompletionKind.TRAINING, CompletionKind.LICENSE)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    noon(FIRST)
    yield
    clock.fix(None)


def noon(day: date) -> None:
    """Hold the clock at an hour of a day that is the same day at every center of the tests."""
    clock.fix(datetime(day.year, day.month, day.day, 17, tzinfo=UTC))


class Walk:
    """A center in which two leaders do things by chance."""

    def __init__(self, center: CenterWorld, seed: int) -> None:
        self.center, self.chance = center, Random(seed)
        self.accounts = (center.director, center.member(AccessRole.DEPUTY))
        self.done: set[str] = set()
        with center.app.app_context():
            self.files = stored(center.actor())

    def act(self) -> None:
        """Do one thing; what is refused was not done."""
        actor = self.center.actor(self.chance.choice(self.accounts))
        files = self.files if self.chance.random() < 0.3 else ()
        use = self.chance.choice(
            [
                *[self.record, self.correct, self.decide] * 2,
                *[self.withdraw, self.person, self.role, self.event, self.change_event, self.waiver, self.visit],
                *[self.leave] * 2,
            ]
        )
        try:
            with self.center.working():
                use(actor, files)
                self.done.add(use.__name__)
        except TrackerError:
            pass

    def record(self, actor: Actor, files: tuple) -> None:
        completions.record(actor, self.entry(actor), [self.one(Person).public_id], files, submit=self.maybe())

    def correct(self, actor: Actor, files: tuple) -> None:
        row = self.one(Completion)
        completions.correct(actor, row.public_id, self.entry(actor), row.version, files, submit=self.maybe())

    def decide(self, actor: Actor, _files: tuple) -> None:
        row = self.one(Completion)
        if self.maybe(0.8):
            reviews.accept(actor, row.public_id, row.version)
        else:
            reviews.send_back(actor, row.public_id, row.version, "Look again.")

    def withdraw(self, actor: Actor, _files: tuple) -> None:
        if self.maybe():
            row = self.one(Completion)
            completions.withdraw(actor, row.public_id, "It was somebody else's.", row.version)
        else:
            evidence.withdraw(actor, self.one(Evidence).public_id, "Unreadable.")

    def person(self, actor: Actor, _files: tuple) -> None:
        entry = people.Entry(
            "Somebody", self.chance.choice(list(Discipline)), agency=self.chance.choice(["", "Police"])
        )
        if self.maybe():
            people.add(actor, entry, (people.Term(self.chance.choice(list(Role)), self.day(actor)),))
        else:
            row = self.one(Person)
            people.change(actor, row.public_id, replace(entry, name=row.name), row.version)

    def role(self, actor: Actor, _files: tuple) -> None:
        row = self.one(RoleTerm)
        owner = db.session.get_one(Person, row.person_id).public_id
        ends_on = self.day(actor) if self.maybe() else None
        if self.maybe():
            people.give_role(actor, owner, people.Term(self.chance.choice(list(Role)), self.day(actor), ends_on))
        else:
            people.correct_role(actor, owner, row.public_id, self.day(actor), ends_on, row.version)

    def leave(self, actor: Actor, _files: tuple) -> None:
        if self.maybe():
            starts_on = self.day(actor)
            ends_on = starts_on + timedelta(days=self.chance.randint(0, 60)) if self.maybe(0.8) else None
            leaves.enter(actor, self.one(Person).public_id, starts_on, ends_on)
            return
        row = self.one(Leave)
        owner = db.session.get_one(Person, row.person_id).public_id
        if self.maybe():
            leaves.take_back(actor, owner, row.public_id, row.version)
        else:
            leaves.correct(actor, owner, row.public_id, row.starts_on, actor.today, row.version)

    def event(self, actor: Actor, files: tuple) -> None:
        kind = self.chance.choice([CompletionKind.TRAINING, CompletionKind.TRAINING, CompletionKind.PROTOCOL])
        there = {self.one(Person).public_id for _ in range(3)} if kind == CompletionKind.TRAINING else set()
        entry = events.Entry(kind=kind, title="Team day", held_on=self.day(actor), hours=self.hours())
        events.record(actor, entry, tuple(there), files)

    def change_event(self, actor: Actor, _files: tuple) -> None:
        row = self.one(Event)
        if self.maybe(0.6):
            entry = events.Entry(kind=row.kind, title="Corrected", held_on=self.day(actor), hours=self.hours())
            events.correct(actor, row.public_id, entry, row.version)
        else:
            events.withdraw(actor, row.public_id, "It was not held.", row.version)

    def waiver(self, actor: Actor, _files: tuple) -> None:
        if self.maybe(0.4):
            entry = waivers.Entry(
                kind=WaiverKind.WAIVER,
                person=self.one(Person).public_id,
                standard="nca-csec",
                requirement="csec-foundations",
                starts_on=actor.today,
                ends_on=actor.today + timedelta(days=self.chance.randint(20, 200)),
                reason="No course is held.",
            )
            waivers.propose(actor, entry)
            return
        row = self.one(Waiver)
        if self.maybe(0.7):
            waivers.grant(actor, row.public_id, row.version)
        else:
            waivers.end(actor, row.public_id, row.version, actor.today, "The course is held after all.")

    def visit(self, actor: Actor, _files: tuple) -> None:
        settings = centers.settings(actor)
        centers.change(
            actor, replace(settings, site_visit_on=self.chance.choice([None, date(2027, 5, 4), self.day(actor)]))
        )

    def one(self, model: type) -> object:
        """Return a row by chance; TrackerError where there is none."""
        rows = list(db.session.scalars(select(model).order_by(model.id)))
        if not rows:
            raise TrackerError("There is none yet.")
        return self.chance.choice(rows)

    def entry(self, actor: Actor) -> completions.Entry:
        return completions.Entry(
            title=self.chance.choice(["A training", "Another training"]),
            completed_on=self.day(actor),
            kind=self.chance.choice(KINDS),
            expires_on=self.chance.choice([None, date(2027, 1, 1)]),
            hours=self.hours(),
            topics=frozenset(topic for topic in TOPICS if self.maybe()),
        )

    def day(self, actor: Actor) -> date:
        return actor.today - timedelta(days=self.chance.randint(0, 900))

    def hours(self) -> Decimal | None:
        return self.chance.choice([None, Decimal(1), Decimal("2.5"), Decimal(8)])

    def maybe(self, share: float = 0.5) -> bool:
        return self.chance.random() < share


def evening(record: Record) -> Record:
    """Return a record in an order of its own: statements promise none."""
    return replace(
        record,
        people=tuple(
            replace(
                person,
                completions=tuple(sorted(person.completions, key=lambda each: each.key)),
                role_terms=tuple(sorted(person.role_terms, key=str)),
                leaves=tuple(sorted(person.leaves, key=str)),
                waivers=tuple(sorted(person.waivers, key=lambda each: each.key)),
            )
            for person in sorted(record.people, key=lambda each: each.key)
        ),
        events=tuple(sorted(record.events, key=lambda each: each.key)),
        documents=tuple(sorted(record.documents, key=lambda each: each.key)),
    )


@pytest.mark.parametrize("seed", range(2))
def test_each_evening_is_known_again_as_it_was(center: CenterWorld, seed: int) -> None:
    walk, evenings = Walk(center, seed), {}
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        noon(day)
        for _ in range(EACH_DAY):
            walk.act()
        with center.working():
            evenings[day] = evening(records.load(center.actor()))
    assert len(walk.done) > 7, walk.done
    with center.working():
        actor = center.actor()
        for day, then in evenings.items():
            assert differences(evening(as_known.load(actor, day)), then) == [], day


def differences(found: Record, then: Record) -> list[tuple[object, object]]:
    """Return what differs, one fact beside the other."""
    pairs = [(found.visit_on, then.visit_on), (found.events, then.events), (found.documents, then.documents)]
    for one, other in zip(found.people, then.people, strict=True):
        pairs += zip(one.completions, other.completions, strict=True)
        pairs += [(replace(one, completions=()), replace(other, completions=()))]
    return [(one, other) for one, other in pairs if one != other]
