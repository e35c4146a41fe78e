"""How a requirement is measured, as the reader of a packet has it told: each kind of rule with its whole sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.domain.build import BOTH
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind
from tracker.domain.rule_words import bound, measured, rule_words
from tracker.domain.rules import (
    RULES,
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
    TeamTraining,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import (
    Applies,
    Bridge,
    Component,
    CountsOnce,
    Mark,
    Requirement,
    Rule,
    Source,
    Standard,
)
from tracker.domain.vocabulary import Discipline, Grade, Role

TRAUMA = Selection(topics=frozenset({"trauma"}))
TWO = Selection(topics=frozenset({"trauma", "screening"}))
REVIEWS = Selection(kinds=frozenset({CompletionKind.PEER_REVIEW}))
PROTOCOL = Item(what="a written protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})))
FOUR = Hours(hours=Decimal(4), counts=TRAUMA)
ADVOCATES = Applies(roles=frozenset({Role.VICTIM_ADVOCATE}))

CASES: list[tuple[Rule, str]] = [
    (Hours(hours=Decimal("2.5")), "2.5 hours, once"),
    (
        Hours(hours=Decimal(4), counts=TWO, due_days=180),
        "4 hours, once, within 180 days of the first day of service, on screening or trauma",
    ),
    (
        Hours(
            hours=Decimal(1),
            counts=Selection(
                topics=frozenset({"trauma"}),
                also_topics=frozenset({"advocacy"}),
                kinds=frozenset({CompletionKind.TRAINING, CompletionKind.SUPERVISION}),
                approved=ApprovedList("NCA's list"),
                before_role=False,
                only_whole=(BOTH,),
                titled=("Course A", "Course B"),
            ),
            due_days=1,
        ),
        "1 hour, once, within 1 day of the first day of service, of training or supervision, from NCA's list, which is"
        " not entered here, so that every training counts, completed since the present service began, “Both” only"
        " whole, with “Course A” or “Course B” in its title, each on advocacy, and on trauma",
    ),
    (
        Hours(hours=Decimal(1), counts=Selection(approved=ApprovedList("the list", frozenset({"a"})))),
        "1 hour, once, from the list",
    ),
    (
        RecurringHours(hours=Decimal(8), window=Window(24), counts=TRAUMA),
        "8 hours in the 24 months that end on the day, first owed after one whole window of service, on trauma",
    ),
    (
        RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.ROLE_START, FirstDue.AT_ONCE)),
        "8 hours in each 12 months counted from the first day of service, owed from the first day of service",
    ),
    (
        RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.CALENDAR_YEARS, FirstDue.SHARE)),
        "8 hours in each calendar year, in the year of joining a share by the whole months that are left of it",
    ),
    (
        RecurringHours(hours=Decimal(8), window=Window(24, WindowKind.CALENDAR_YEARS)),
        "8 hours in each 2 calendar years, first owed after one whole window of service",
    ),
    (
        RecurringHours(hours=Decimal(8), window=Window(24, WindowKind.VISIT)),
        "8 hours in the 24 months that end on the day of the site visit, first owed after one whole window of service",
    ),
    (
        TopicCoverage(counts=TWO, due_days=365),
        "one training on each topic, once, within 365 days of the first day of service: screening and trauma",
    ),
    (TopicCoverage(counts=TWO, hours_each=Decimal(2)), "2 hours on each topic, once: screening and trauma"),
    (TopicCoverage(counts=TRAUMA), "one training, once, on trauma"),
    (PROTOCOL, "a written protocol, valid through its own last day where it has one"),
    (
        replace(PROTOCOL, valid_months=24, due_days=30),
        "a written protocol, within 30 days of the first day of service, valid for 24 months or through its own last"
        " day where it has one, whichever ends first",
    ),
    (
        replace(PROTOCOL, after=Before("the training", TRAUMA)),
        "a written protocol, after the training, valid through its own last day where it has one",
    ),
    (
        RecurringEvents(count=2, window=Window(12), counts=REVIEWS, one="peer review", many="peer reviews"),
        "2 peer reviews in the 12 months that end on the day, first owed after one whole window of service",
    ),
    (TeamTraining(count=1, window=Window(12, WindowKind.CALENDAR_YEARS)), "1 team event in each calendar year"),
    (
        TeamTraining(
            count=2,
            window=Window(12),
            counts=TRAUMA,
            disciplines=frozenset({Discipline.PROSECUTION, Discipline.LAW_ENFORCEMENT}),
        ),
        "2 team events in the 12 months that end on the day, with law enforcement and prosecution there together,"
        " on trauma",
    ),
    (
        TeamTraining(count=1, window=Window(12), least_disciplines=2),
        "1 team event in the 12 months that end on the day, at least 2 professional fields there",
    ),
    (TeamShare(who="facilitators", of=ADVOCATES, number=1), "1 of the facilitators on the team"),
    (
        TeamShare(who="advocates", of=ADVOCATES, each=FOUR, percent=75, newcomer_days=90),
        "75 percent of the advocates (whoever serves less than 90 days left out) each have this: 4 hours,"
        " once, on trauma",
    ),
    (
        TeamShare(who="advocates", of=ADVOCATES, each=FOUR, number=2),
        "2 of the advocates each have this: 4 hours, once, on trauma",
    ),
    (AtLeast(count=2, parts=(FOUR,)), "at least 2 of these: (1) 4 hours, once, on trauma"),
    (
        AllOf(parts=(PROTOCOL, FOUR)),
        "all of these: (1) a written protocol, valid through its own last day where it has one; (2) 4 hours, once,"
        " on trauma",
    ),
    (
        AnyOf(parts=(AtLeast(count=1, parts=(replace(FOUR, title="Trauma"), AllOf(parts=(FOUR,)))), FOUR)),
        "one of these: (1) at least 1 of these: (a) Trauma: 4 hours, once, on trauma; (b) all of these: (1) 4 hours,"
        " once, on trauma; (2) 4 hours, once, on trauma",
    ),
]


@pytest.mark.parametrize(("rule", "words"), CASES)
def test_each_rule_says_what_it_asks(rule: Rule, words: str) -> None:
    assert rule_words(rule) == words


def test_no_kind_of_rule_is_without_its_words() -> None:
    assert {type(rule) for rule, _ in CASES} == set(RULES.values())


def test_what_is_no_kind_of_rule_has_none() -> None:
    with pytest.raises(TypeError, match="str has no words yet"):
        rule_words("4 hours")  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize(
    ("applies", "words"),
    [
        (Applies(team=True), "the team as one"),
        (Applies(), "everybody"),
        (ADVOCATES, "whoever serves as victim advocate"),
        (
            Applies(
                roles=frozenset({Role.PROSECUTOR, Role.VICTIM_ADVOCATE}),
                disciplines=frozenset({Discipline.CAC, Discipline.COURTS}),
            ),
            "whoever serves as victim advocate or prosecutor, of Children's Advocacy Center or courts",
        ),
        (Applies(disciplines=frozenset({Discipline.COURTS})), "everybody of courts"),
    ],
)
def test_whom_it_binds(applies: Applies, words: str) -> None:
    assert bound(applies) == words


def requirement(id_: str = "hours", **values: Any) -> Requirement:
    usual = {"title": f"The {id_}", "text": "", "component": "c", "source": Source("", Mark.DRAFT)}
    return Requirement(id=id_, **{**usual, "applies": ADVOCATES, "rule": FOUR, **values})


def standard(*them: Requirement, **values: Any) -> Standard:
    usual = {"id": "s", "title": "S", "edition": "2023", "edition_label": "2023", "publisher": "NCA"}
    return Standard(**usual, components=(Component("c", "C"),), requirements=them, **values)


def test_a_requirement_says_whom_it_binds_and_what_is_counted() -> None:
    asked = requirement()
    assert measured(asked, standard(asked)) == (
        "Binds whoever serves as victim advocate.",
        "4 hours, once, on trauma.",
        "Leave of absence: the clock runs on; not stated by the source.",
    )


def test_what_else_decides_stands_beside_it() -> None:
    bridge = Bridge(edition="2017", carried="nine topics", earlier=PROTOCOL)
    asked = requirement(grace_days=90, least_grade=Grade.CERTIFICATE, leave=LeaveEffect.STOPS_THE_CLOCK, bridge=bridge)
    others = (requirement("other"), requirement("third"), requirement("fourth"))
    told = standard(
        asked, *others, counts_once=(CountsOnce(("hours", "other", "third")), CountsOnce(("other", "fourth")))
    )
    assert measured(asked, told)[2:] == (
        "Until 90 days of service are over, nothing is owed yet.",
        "Weaker proof than a certificate counts, and is remarked on.",
        "Whoever met the 2017 edition carries over nine topics (a written protocol, valid through its own last day"
        " where it has one); then nothing more is asked.",
        "An hour counts for this or for “The other” or “The third”, not for both; as many as can be are met.",
        "Leave of absence: stops the clock.",
    )


def test_what_counts_only_whole_names_its_parts_and_by_what_each_is_known() -> None:
    one = Part("part one", "state-1", ("State course I", "State course, part one"))
    course = Composite("State course", (one, Part("part two", titled=("State course II",))))
    whole, both = Selection(only_whole=(course,)), Selection(only_whole=(BOTH, course))
    asked = requirement(rule=Hours(hours=Decimal(16), counts=whole))
    told = measured(asked, standard(asked))
    assert told[1:3] == (
        "16 hours, once, “State course” only whole.",
        "“State course” counts only whole: part one (by its catalog key state-1, or with “State course I” or"
        " “State course, part one” in its title) and part two (with “State course II” in its title).",
    )
    # Wherever it stands, and once.
    share = TeamShare(who="advocates", of=ADVOCATES, each=Hours(hours=Decimal(1), counts=both), number=1)
    rules: list[Rule] = [
        Hours(hours=Decimal(1), counts=both),
        AllOf(parts=(FOUR, Hours(hours=Decimal(1), counts=both), Hours(hours=Decimal(2), counts=whole))),
        AnyOf(parts=(share, FOUR)),
        replace(PROTOCOL, after=Before("the course", both)),
    ]
    for rule in rules:
        for bridge in (None, Bridge(edition="2017", carried="it", earlier=rule, difference=rule)):
            asked = requirement(rule=rule if bridge is None else FOUR, bridge=bridge)
            wholes = [line.split(" (")[0] for line in measured(asked, standard(asked)) if "counts only whole" in line]
            assert wholes == ["“Both” counts only whole: part a", "“State course” counts only whole: part one"]


def test_a_bridge_says_by_which_day_and_what_is_still_asked() -> None:
    bridge = Bridge(edition="2017", carried="nine topics", earlier=FOUR, difference=FOUR, held_by=date(2022, 12, 31))
    asked = requirement(bridge=bridge)
    assert measured(asked, standard(asked))[2] == (
        "Whoever met the 2017 edition by Dec 31, 2022 carries over nine topics (4 hours, once, on trauma); then this is"
        " asked: 4 hours, once, on trauma."
    )


def test_the_team_is_on_no_leave() -> None:
    asked = requirement(applies=Applies(team=True), rule=PROTOCOL)
    assert measured(asked, standard(asked)) == (
        "Binds the team as one.",
        "A written protocol, valid through its own last day where it has one.",
    )
