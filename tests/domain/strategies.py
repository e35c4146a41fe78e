"""Any rule, any person, any record: what the properties of the domain are tried with."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.domain.build import ADVOCATE, BOTH, TOPICS
from tracker.domain.record import Completion, CompletionKind, Leave, Person, RoleTerm, TeamEvent, Waiver, WaiverKind
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    FirstDue,
    Hours,
    Item,
    RecurringEvents,
    RecurringHours,
    Selection,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Rule
from tracker.domain.vocabulary import CompletionState, Discipline, Role

KINDS = (CompletionKind.TRAINING, CompletionKind.PEER_REVIEW, CompletionKind.LICENSE)
FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)

days = st.dates(FIRST, LAST)
quarters = st.integers(1, 40).map(lambda quarter: Decimal(quarter) / 4)
some_topics = st.frozensets(st.sampled_from(TOPICS), max_size=3)


@st.composite
def completions(draw: st.DrawFn, state: CompletionState | None = None) -> Completion:
    hours = draw(st.none() | quarters)
    topics = draw(some_topics)
    split = draw(st.booleans()) and hours is not None and topics
    return Completion(
        key=draw(st.uuids()).hex,
        title="A training",
        completed_on=draw(days),
        state=state or draw(st.sampled_from([*CompletionState, *[CompletionState.ACCEPTED] * 5])),
        training=draw(st.sampled_from(["a", "b", None])),
        kind=draw(st.sampled_from([*KINDS, CompletionKind.TRAINING])),
        hours=hours,
        topics=topics,
        topic_hours={min(topics): hours / 2} if split else {},
        expires_on=draw(st.none() | days),
    )


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    return Selection(
        topics=draw(some_topics),
        kinds=draw(st.frozensets(st.sampled_from(KINDS), min_size=1)),
        before_role=draw(st.booleans()),
        only_whole=draw(st.sampled_from([(), (), (BOTH,)])),
    )


windows = st.builds(Window, st.sampled_from([12, 24, 36]), st.sampled_from(WindowKind), st.sampled_from(FirstDue))
deadlines = st.none() | st.integers(0, 800)
leaves: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Hours, hours=quarters, counts=selections(), due_days=deadlines),
    st.builds(RecurringHours, hours=quarters, window=windows, counts=selections()),
    st.builds(RecurringEvents, count=st.integers(1, 4), window=windows, counts=selections()),
    st.builds(
        TopicCoverage,
        counts=selections().filter(lambda counts: bool(counts.topics)),
        hours_each=st.none() | quarters,
        due_days=deadlines,
    ),
    st.builds(
        Item,
        what=st.just("a thing"),
        counts=selections(),
        valid_months=st.none() | st.integers(1, 36),
        due_days=deadlines,
    ),
)


def trees(parts: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts=several),
        st.builds(AnyOf, parts=several),
        several.flatmap(lambda found: st.builds(AtLeast, count=st.integers(1, len(found)), parts=st.just(found))),
    )


rules = st.recursive(leaves, trees, max_leaves=5)


@st.composite
def role_terms(draw: st.DrawFn) -> RoleTerm:
    starts_on, length = draw(days), draw(st.none() | st.integers(0, 900))
    ends_on = None if length is None else starts_on + timedelta(days=length)
    return RoleTerm(draw(st.sampled_from([ADVOCATE, ADVOCATE, Role.VOLUNTEER])), starts_on, ends_on)


@st.composite
def leaves_of_absence(draw: st.DrawFn) -> Leave:
    starts_on, length = draw(days), draw(st.none() | st.integers(0, 400))
    return Leave(starts_on, None if length is None else starts_on + timedelta(days=length))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rule, Person, int, date | None]:
    somebody = Person(
        key="ada",
        name="Ada",
        discipline=Discipline.CAC,
        role_terms=tuple(draw(st.lists(role_terms(), min_size=1, max_size=3))),
        completions=tuple(draw(st.lists(completions(), max_size=8))),
        leaves=tuple(draw(st.lists(leaves_of_absence(), max_size=2))),
    )
    return draw(rules), somebody, draw(st.sampled_from([0, 0, 30, 400])), draw(st.none() | days)


waivers = st.builds(
    Waiver,
    key=st.uuids().map(str),
    kind=st.sampled_from(WaiverKind),
    standard=st.just("test"),
    edition=st.just("1"),
    requirement=st.just("asked"),
    starts_on=days,
    ends_on=days,
    reason=st.text(min_size=1, max_size=9),
    proposed_by=st.just("Sam"),
    decided_by=st.just("Dana"),
    decided_on=days,
    instead=st.text(max_size=9),
)
team_events = st.builds(
    TeamEvent,
    key=st.uuids().map(str),
    title=st.just("Team day"),
    held_on=days,
    topics=some_topics,
    disciplines=st.frozensets(st.sampled_from([Discipline.CAC, Discipline.MEDICAL])),
)
