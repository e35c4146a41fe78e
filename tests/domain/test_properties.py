"""What holds for every rule and every record, whatever they are."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.build import ADVOCATE, ADVOCATES, requirement, standard
from tests.domain.strategies import (
    FIRST,
    completions,
    days,
    situations,
    some_topics,
    team_events,
    windows,
)
from tracker.domain.assessment import Assessment, assess
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, Person, Record, RoleTerm, TeamEvent
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    RecurringEvents,
    Selection,
    TeamShare,
    TeamTraining,
    Window,
)
from tracker.domain.standard import Applies, Rule
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState


def judged(
    rule: Rule,
    somebody: Person,
    grace_days: int,
    visit_on: date | None,
    as_of: date,
    leave: LeaveEffect | None = LeaveEffect.STOPS_THE_CLOCK,
) -> Finding:
    asked = standard(requirement(rule, grace_days=grace_days, leave=leave))
    return assess(asked, Record(people=(somebody,), visit_on=visit_on), as_of).findings[0]


def also(somebody: Person, *more: Completion) -> Person:
    return replace(somebody, completions=somebody.completions + more)


@given(situations(), completions(CompletionState.ACCEPTED), days)
@settings(max_examples=80)
def test_another_accepted_completion_never_makes_a_status_worse(
    situation: tuple[Rule, Person, int, date | None], more: Completion, as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    before = judged(rule, somebody, grace_days, visit_on, as_of)
    after = judged(rule, also(somebody, more), grace_days, visit_on, as_of)
    assert after.status.standing >= before.status.standing, (before.reason, after.reason)


@given(situations(), days, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_order_never_matters(
    situation: tuple[Rule, Person, int, date | None], as_of: date, chance: st.DataObject
) -> None:
    rule, somebody, grace_days, visit_on = situation
    shuffled, terms = list(somebody.completions), list(somebody.role_terms)
    chance.shuffle(shuffled)
    chance.shuffle(terms)
    other = replace(somebody, completions=tuple(shuffled), role_terms=tuple(terms))
    first = judged(rule, somebody, grace_days, visit_on, as_of)
    second = judged(rule, other, grace_days, visit_on, as_of)
    assert replace(first, person=None) == replace(second, person=None)


@given(situations(), completions(CompletionState.ACCEPTED), days)
@settings(max_examples=50)
def test_a_completion_split_in_two_of_the_same_day_and_topics_changes_no_hours(
    situation: tuple[Rule, Person, int, date | None], whole: Completion, as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    if not _only_hours(rule) or whole.hours is None:
        return
    halves = [
        replace(
            whole,
            key=f"{whole.key}{part}",
            hours=whole.hours / 2,
            topic_hours={topic: share / 2 for topic, share in whole.topic_hours.items()},
        )
        for part in "ab"
    ]
    one = judged(rule, also(somebody, whole), grace_days, visit_on, as_of)
    two = judged(rule, also(somebody, *halves), grace_days, visit_on, as_of)
    assert (one.status, one.reason, one.gap, one.due_on, one.lapses_on) == (
        two.status,
        two.reason,
        two.gap,
        two.due_on,
        two.lapses_on,
    )


def _only_hours(rule: Rule) -> bool:
    if isinstance(rule, AllOf | AnyOf | AtLeast):
        return all(_only_hours(part) for part in rule.parts)
    return not isinstance(rule, RecurringEvents)


@given(situations(), completions(), days)
@settings(max_examples=50)
def test_before_it_happened_it_is_as_if_it_had_not(
    situation: tuple[Rule, Person, int, date | None], later: Completion, as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    later = replace(later, completed_on=as_of + timedelta(days=1))
    without = judged(rule, somebody, grace_days, visit_on, as_of)
    with_it = judged(rule, also(somebody, later), grace_days, visit_on, as_of)
    assert (without.status, without.reason, without.gap) == (with_it.status, with_it.reason, with_it.gap)
    assert without.counted == with_it.counted


@given(situations(), days)
@settings(max_examples=80)
def test_every_completion_is_either_counted_or_left_out_with_a_reason(
    situation: tuple[Rule, Person, int, date | None], as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    finding = judged(rule, somebody, grace_days, visit_on, as_of)
    if finding.status is Status.DOES_NOT_APPLY:
        assert finding.counted == finding.not_counted == ()
        return
    considered = [entry.completion.key for entry in (*finding.counted, *finding.not_counted)]
    assert sorted(considered) == sorted(completion.key for completion in somebody.completions)
    assert all(entry.why for entry in finding.not_counted)
    assert all(entry.completion.state is CompletionState.ACCEPTED for entry in finding.counted)


@given(situations(), days)
@settings(max_examples=80)
def test_a_finding_never_contradicts_itself(situation: tuple[Rule, Person, int, date | None], as_of: date) -> None:
    finding = judged(*situation, as_of)
    settled = {Status.MET, Status.WAIVED, Status.DOES_NOT_APPLY}
    assert (finding.gap == "") == (finding.status in settled)
    assert not finding.reason[0].islower()
    assert finding.reason.endswith(".")
    assert not (finding.status.counts_as_met and finding.topics_missing and not finding.children)
    if finding.lapses_on is not None:
        assert finding.status.counts_as_met
        assert finding.lapses_on > as_of
        assert (finding.status is Status.DUE_SOON) == ((finding.lapses_on - as_of).days <= 90)
    if finding.status is Status.NOT_YET_DUE:
        assert "after the leave" in finding.gap if finding.due_on is None else finding.due_on >= as_of
    if finding.hours_needed is not None and finding.status.counts_as_met:
        assert finding.hours_counted is not None
        assert finding.hours_counted >= finding.hours_needed


@given(situations(), days)
@settings(max_examples=30)
def test_what_lapses_on_a_day_is_no_longer_met_on_it_and_was_the_day_before(
    situation: tuple[Rule, Person, int, date | None], as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    somebody = replace(
        somebody,
        role_terms=(RoleTerm(ADVOCATE, FIRST),),
        completions=tuple(entry for entry in somebody.completions if entry.completed_on <= as_of),
    )
    finding = judged(rule, somebody, grace_days, visit_on, as_of)
    if finding.lapses_on is None:
        return
    fine = {Status.MET, Status.DUE_SOON, Status.NOT_YET_DUE, Status.IN_REVIEW}
    the_day_before = judged(rule, somebody, grace_days, visit_on, finding.lapses_on - timedelta(days=1))
    on_the_day = judged(rule, somebody, grace_days, visit_on, finding.lapses_on)
    assert the_day_before.status in fine, (finding.reason, the_day_before.reason)
    assert not on_the_day.status.counts_as_met, (finding.reason, on_the_day.reason)


@given(st.lists(team_events, max_size=6), team_events, days, st.integers(1, 3), windows, some_topics)
@settings(max_examples=50)
def test_another_team_event_never_makes_the_team_worse(
    events: list[TeamEvent], more: TeamEvent, as_of: date, count: int, window: Window, topics: frozenset[str]
) -> None:
    rule = TeamTraining(count=count, window=window, counts=Selection(topics=topics))
    asked = standard(requirement(rule, applies=Applies(team=True)))
    before = assess(asked, Record(events=tuple(events)), as_of).team[0]
    after = assess(asked, Record(events=(*events, more)), as_of).team[0]
    assert after.status.standing >= before.status.standing
    considered = [entry.completion.key for entry in (*after.counted, *after.not_counted)]
    assert sorted(considered) == sorted(entry.key for entry in (*events, more))


@given(
    situations(), st.lists(situations(), max_size=3), completions(CompletionState.ACCEPTED), days, st.integers(1, 100)
)
@settings(max_examples=50)
def test_another_accepted_completion_of_anybody_never_makes_a_share_of_the_team_worse(
    first: tuple[Rule, Person, int, date | None],
    others: list[tuple[Rule, Person, int, date | None]],
    more: Completion,
    as_of: date,
    percent: int,
) -> None:
    rule = TeamShare(who="advocates", of=ADVOCATES, each=first[0], percent=percent)
    people = tuple(replace(entry[1], key=f"person {number}") for number, entry in enumerate([first, *others]))
    asked = standard(requirement(rule, applies=Applies(team=True)))
    before = assess(asked, Record(people=people), as_of).team[0]
    after = assess(asked, Record(people=(also(people[0], more), *people[1:])), as_of).team[0]
    assert after.status.standing >= before.status.standing, (before.reason, after.reason)
    assert (before.gap == "") == (before.status in {Status.MET, Status.DOES_NOT_APPLY})
    assert all(child.title for child in before.children)
    if before.lapses_on is not None:
        assert before.status.counts_as_met
        assert before.lapses_on > as_of
        assert (before.status is Status.DUE_SOON) == ((before.lapses_on - as_of).days <= 90)


@given(st.lists(situations(), min_size=1, max_size=4), days)
@settings(max_examples=30)
def test_the_whole_is_the_sum_of_its_people(several: list[tuple[Rule, Person, int, date | None]], as_of: date) -> None:
    asked = standard(*(requirement(entry[0], f"asked-{number}") for number, entry in enumerate(several)))
    people = tuple(replace(entry[1], key=f"person {number}") for number, entry in enumerate(several))
    whole: Assessment = assess(asked, Record(people=people), as_of)
    assert len(whole.findings) == len(people) * len(several)
    each = [whole.person_counts(somebody.key) for somebody in people]
    columns = [whole.requirement_counts(entry.id) for entry in asked.requirements]
    for parts in (each, columns, [counts for _, counts in whole.component_counts()]):
        assert sum(part.met for part in parts) == whole.counts().met
        assert sum(part.applicable for part in parts) == whole.counts().applicable


@given(
    st.lists(situations(), min_size=1, max_size=4),
    st.lists(st.none() | completions(), min_size=4, max_size=4),
    days,
    st.tuples(st.none() | days, st.none() | days),
    st.booleans(),
)
@settings(max_examples=50)
def test_what_was_found_before_a_change_never_alters_what_is_found_after_it(
    several: list[tuple[Rule, Person, int, date | None]],
    logged: list[Completion | None],
    as_of: date,
    visits: tuple[date | None, date | None],
    another_day: bool,
) -> None:
    asked = standard(*(requirement(entry[0], f"asked-{number}") for number, entry in enumerate(several)))
    before = tuple(replace(entry[1], key=f"person {number}") for number, entry in enumerate(several))
    after = tuple(
        replace(somebody, completions=(*somebody.completions, more)) if more else somebody
        for somebody, more in zip(before, logged, strict=False)
    )
    earlier = assess(asked, Record(people=before, visit_on=visits[0]), as_of + timedelta(days=another_day))
    record = Record(people=after, visit_on=visits[1])
    assert assess(asked, record, as_of, earlier) == assess(asked, record, as_of)
