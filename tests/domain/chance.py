"""Rules, people and days by chance, quickly: what the rules are set against the oracle with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from tests.domain.build import ADVOCATE, ADVOCATES, BOTH, TOPICS
from tests.domain.oracle_leave import last_day
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, CompletionKind, Leave, Person, RoleTerm
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    ApprovedList,
    AtLeast,
    Before,
    Composite,
    FirstDue,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamShare,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Bridge, Rule
from tracker.domain.vocabulary import CompletionState, Discipline, Role

KINDS = (CompletionKind.TRAINING, CompletionKind.TRAINING, CompletionKind.PEER_REVIEW, CompletionKind.LICENSE)
TRAININGS = ("a", "b", "c", None)
TITLES = ("A training", "A training", "The course", "THE COURSE, online", "Day two", "The course: day two")
# Each part is known by its key, by key or title, or by title; one title is of both.
WHOLES = (
    BOTH,
    Composite("Both", (Part("part a", "a", ("The course",)), Part("part b", "b", ("Day two",)))),
    Composite("Both", (Part("part a", "a"), Part("part b", titled=("Day two", "Training")))),
    Composite("Both", (Part("part a", titled=("Course",)), Part("part b", titled=("Day two",)))),
)
STATES = (*[CompletionState.ACCEPTED] * 12, CompletionState.SUBMITTED, *CompletionState)
LEAVE = (None, LeaveEffect.COUNTS, *[LeaveEffect.STOPS_THE_CLOCK] * 3)
DUE, MONTHS = (0, 30, 90, 400), (1, 6, 12, 24)
Word = TypeVar("Word", bound=str)
FIRST, DAYS = date(2023, 1, 1), 1460


@dataclass(frozen=True)
class Situation:
    """A rule, a person whom it binds or not, and the circumstances of a day."""

    rule: Rule
    person: Person
    as_of: date
    grace_days: int
    visit_on: date | None
    due_soon_days: int
    bridge: Bridge | None = None
    leave: LeaveEffect | None = None


def situation(chance: Random) -> Situation:
    """Draw a situation."""
    person = somebody(chance, "ada")
    return Situation(
        rule(chance),
        person,
        turning_day(chance, [person]),
        chance.choice([0, 0, 30, 400]),
        chance.choice([None, day(chance)]),
        chance.choice([0, 90, 90]),
        bridge(chance) if chance.random() < 0.2 else None,
        chance.choice(LEAVE),
    )


def bridge(chance: Random) -> Bridge:
    """Draw what an earlier edition asked, and what is new since."""
    return Bridge(
        edition="earlier",
        carried="what was asked",
        earlier=rule(chance, depth=1),
        difference=chance.choice([None, rule(chance, depth=1)]),
        held_by=chance.choice([None, day(chance)]),
    )


def team(chance: Random) -> tuple[TeamShare, tuple[Person, ...], date, LeaveEffect | None]:
    """Draw a rule on a share of the team, the team, a day, and what leave does."""
    percent = chance.choice([None, chance.randint(1, 100)])
    share = TeamShare(
        who="advocates",
        of=ADVOCATES,
        each=rule(chance),
        percent=percent,
        number=chance.randint(1, 4) if percent is None else None,
        newcomer_days=chance.choice([0, 90]),
    )
    people = tuple(somebody(chance, f"person {number}") for number in range(chance.randint(0, 5)))
    return share, people, turning_day(chance, people), chance.choice(LEAVE)


def turning_day(chance: Random, people: Sequence[Person]) -> date:
    """Draw a day on which a verdict may turn: about so long after something began or was completed."""
    began = [term.starts_on for person in people for term in person.role_terms]
    began += [entry.completed_on for person in people for entry in person.completions]
    leaves = [leave for person in people for leave in person.leaves]
    began += [leave.starts_on for leave in leaves]
    if not began or chance.random() < 0.2:
        return day(chance)
    anchor = chance.choice(began)
    turn = chance.choice([anchor + timedelta(days=chance.choice(DUE)), last_day(anchor, chance.choice(MONTHS))])
    longer = sum(length(leave) for leave in leaves if leave.ends_on and chance.random() < 0.6)
    return turn + timedelta(days=longer + chance.randint(-1, 1) - chance.choice([0, 0, 30, 90]))


def day(chance: Random) -> date:
    """Draw a day; month ends more often than they come."""
    drawn = FIRST + timedelta(days=chance.randrange(DAYS))
    return drawn.replace(day=1) - timedelta(days=chance.randint(0, 1)) if chance.random() < 0.3 else drawn


def rule(chance: Random, depth: int = 0) -> Rule:
    """Draw a rule: one that looks at completions, or a tree of two or three."""
    if depth < 2 and chance.random() < 0.2:
        return tree(chance, lambda: rule(chance, depth + 1))
    return chance.choice(_LEAVES)(chance)


def tree(chance: Random, part: Callable[[], Rule]) -> Rule:
    """Draw a tree of two or three parts."""
    parts = tuple(part() for _ in range(chance.randint(2, 3)))
    count = chance.randint(1, len(parts))
    return chance.choice([AllOf(parts=parts), AnyOf(parts=parts), AtLeast(count=count, parts=parts)])


def somebody(chance: Random, key: str) -> Person:
    """Draw a person with some terms and completions."""
    return Person(
        key=key,
        name=key.capitalize(),
        discipline=Discipline.CAC,
        role_terms=tuple(_term(chance) for _ in range(chance.randint(1, 3))),
        completions=tuple(_completion(chance, f"{key} {number}") for number in range(chance.randint(0, 7))),
        leaves=tuple(_leave(chance) for _ in range(chance.choice([0, 0, 1, 2, 3]))),
    )


def length(leave: Leave) -> int:
    """Return how many days a leave has that ends; 0 of one that does not."""
    return (leave.ends_on - leave.starts_on).days + 1 if leave.ends_on else 0


def _leave(chance: Random) -> Leave:
    starts_on = day(chance)
    days = chance.choice([1, 2, 30, chance.randint(1, 400)])
    return Leave(starts_on, None if chance.random() < 0.1 else starts_on + timedelta(days=days - 1))


def _term(chance: Random) -> RoleTerm:
    starts_on = FIRST if chance.random() < 0.3 else day(chance)
    ends_on = None if chance.random() < 0.6 else starts_on + timedelta(days=chance.randrange(900))
    return RoleTerm(chance.choice([ADVOCATE, ADVOCATE, Role.VOLUNTEER]), starts_on, ends_on)


def _completion(chance: Random, key: str) -> Completion:
    hours = chance.choice([None, *[_quarters(chance)] * 4])
    topics = some(chance, TOPICS)
    split = {min(topics): hours / 2} if topics and hours is not None and chance.random() < 0.3 else {}
    completed_on = day(chance)
    return Completion(
        key=key,
        title=_aside(completed_on, hours).choice(TITLES),
        completed_on=completed_on,
        state=chance.choice(STATES),
        training=chance.choice(TRAININGS),
        kind=chance.choice(KINDS),
        hours=hours,
        topics=topics,
        topic_hours=split,
        expires_on=chance.choice([None, None, None, day(chance)]),
    )


def _selection(chance: Random, *, with_topics: bool = False) -> Selection:
    topics = some(chance, TOPICS) if with_topics or chance.random() < 0.5 else frozenset()
    drawn = Selection(
        topics=frozenset(TOPICS[:2]) if with_topics and not topics else topics,
        also_topics=some(chance, TOPICS) if chance.random() < 0.1 else frozenset(),
        kinds=frozenset(KINDS) if chance.random() < 0.6 else frozenset({chance.choice(KINDS)}),
        approved=ApprovedList("the list", some(chance, "abc")) if chance.random() < 0.1 else None,
        before_role=chance.random() < 0.8,
        only_whole=(BOTH,) if chance.random() < 0.2 else (),
    )
    aside = _aside(
        *sorted(topics), *sorted(drawn.kinds), *sorted(drawn.also_topics), drawn.before_role, drawn.only_whole
    )
    drawn = replace(drawn, only_whole=(aside.choice(WHOLES),) if drawn.only_whole else ())
    return replace(drawn, titled=("The course",)) if aside.random() < 0.1 else drawn


def _in_order(item: Item) -> Item:
    """Let something come first, sometimes: of any sort, of a sort that is asked for as well, or a course."""
    aside = _aside(item.due_days, item.valid_months, *sorted(item.counts.topics))
    sorts = (Selection(kinds=frozenset(KINDS)), item.counts, Selection(titled=("The course",)))
    return replace(item, after=Before("the first", aside.choice(sorts))) if aside.random() < 0.3 else item


def _aside(*drawn: object) -> Random:
    """Return chances of their own, by what was drawn: whoever draws after them draws as if they were not there."""
    return Random(" ".join(map(str, drawn)))


def _window(chance: Random) -> Window:
    kind = chance.choice(list(WindowKind))
    months = chance.choice([12, 24]) if kind is WindowKind.CALENDAR_YEARS else chance.choice(MONTHS)
    return Window(months, kind, chance.choice(list(FirstDue)))


def _quarters(chance: Random) -> Decimal:
    return Decimal(chance.randint(1, 24)) / 4


def some(chance: Random, words: Iterable[Word]) -> frozenset[Word]:
    """Draw about half of some words."""
    return frozenset(word for word in words if chance.random() < 0.5)


def _due(chance: Random) -> int | None:
    return chance.choice([None, *DUE])


# Recurring hours stand here twice: windows have the most corners.
_LEAVES: tuple[Callable[[Random], Rule], ...] = (
    lambda chance: Hours(hours=_quarters(chance), counts=_selection(chance), due_days=_due(chance)),
    lambda chance: RecurringHours(hours=_quarters(chance), window=_window(chance), counts=_selection(chance)),
    lambda chance: RecurringHours(hours=_quarters(chance), window=_window(chance), counts=_selection(chance)),
    lambda chance: RecurringEvents(count=chance.randint(1, 3), window=_window(chance), counts=_selection(chance)),
    lambda chance: TopicCoverage(
        counts=_selection(chance, with_topics=True),
        hours_each=chance.choice([None, _quarters(chance)]),
        due_days=_due(chance),
    ),
    lambda chance: _in_order(
        Item(
            what="a thing",
            counts=_selection(chance),
            valid_months=chance.choice([None, *MONTHS]),
            due_days=_due(chance),
        )
    ),
)
