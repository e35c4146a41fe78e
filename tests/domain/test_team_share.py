"""A share of the team, or so many of it, satisfy a rule of their own; each person stands beneath with theirs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import ADVOCATES, done, found_team, on, person, requirement, standard, term
from tracker.domain.assessment import assess
from tracker.domain.record import Completion, CompletionKind, Person, Record
from tracker.domain.rules import (
    AllOf,
    ApprovedList,
    Composite,
    Hours,
    Item,
    Part,
    RecurringHours,
    Selection,
    TeamShare,
    Window,
    WindowKind,
)
from tracker.domain.standard import Applies
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Discipline, Role

POLICE = Applies(disciplines=frozenset({Discipline.LAW_ENFORCEMENT}))
TWO_HOURS = Hours(hours=Decimal(2))
A_DAY = "2026-11-24"


def share(percent: int | None = None, number: int | None = None, **other: object) -> TeamShare:
    """A share of the advocates."""
    values = {"who": "advocates", "of": ADVOCATES, "each": TWO_HOURS, "percent": percent, "number": number} | other
    return TeamShare(**values)  # type: ignore[arg-type] the values are of their fields


def advocates(*each: Completion | None, since: str = "2020-01-01") -> tuple[Person, ...]:
    """So many advocates, each with the completion given."""
    return tuple(
        person(*([entry] if entry else []), key=f"advocate {number}", terms=[term(since)])
        for number, entry in enumerate(each, start=1)
    )


def enough() -> Completion:
    return done("2026-01-01", "2")


SHARES = [
    ("four of five is eighty percent", 80, [enough(), enough(), enough(), enough(), None], Status.MET),
    ("three of five is less", 80, [enough(), enough(), enough(), None, None], Status.NOT_MET),
    ("a part of a person asks for a whole one", 50, [enough(), None, None], Status.NOT_MET),
    ("half of three is two", 50, [enough(), enough(), None], Status.MET),
    ("one percent of a hundred is one", 1, [enough(), *[None] * 99], Status.MET),
    ("one percent of a hundred and one is two", 1, [enough(), *[None] * 100], Status.NOT_MET),
    ("everybody", 100, [enough(), enough()], Status.MET),
    ("everybody but one", 100, [enough(), None], Status.NOT_MET),
    ("nobody there", 80, [], Status.DOES_NOT_APPLY),
]


@pytest.mark.parametrize(("percent", "each", "status"), [case[1:] for case in SHARES], ids=[case[0] for case in SHARES])
def test_a_share_of_those_who_serve(percent: int, each: list[Completion | None], status: Status) -> None:
    assert found_team(share(percent), Record(people=advocates(*each)), A_DAY).status is status


NUMBERS = [
    ("two of three", 2, [enough(), enough(), None], Status.MET),
    ("one of three", 2, [enough(), None, None], Status.NOT_MET),
    ("more than there are", 2, [enough()], Status.NOT_MET),
    ("nobody there", 1, [], Status.NOT_MET),
]


@pytest.mark.parametrize(
    ("number", "each", "status"), [case[1:] for case in NUMBERS], ids=[case[0] for case in NUMBERS]
)
def test_so_many_of_those_who_serve(number: int, each: list[Completion | None], status: Status) -> None:
    assert found_team(share(number=number), Record(people=advocates(*each)), A_DAY).status is status


def test_a_share_that_is_met_says_how_many_meet_it_and_each_person_stands_beneath() -> None:
    finding = found_team(share(50), Record(people=advocates(enough(), None)), A_DAY)
    assert finding.reason == "1 of 2 advocates meet this; 1 is needed (50 percent)."
    assert [(child.title, child.status) for child in finding.children] == [
        ("Advocate 1", Status.MET),
        ("Advocate 2", Status.NOT_MET),
    ]
    assert [(entry.hours, entry.note) for entry in finding.counted] == [(Decimal(2), "Advocate 1")]
    assert [entry.note for entry in finding.children[0].counted] == [""]


def test_a_share_that_is_not_met_names_who_is_missing_and_says_how_many_more() -> None:
    finding = found_team(share(100), Record(people=advocates(enough(), None, None)), A_DAY)
    assert finding.reason == (
        "1 of 3 advocates meet this; 3 are needed (100 percent). Not yet: Advocate 2 and Advocate 3."
    )
    assert finding.gap == "2 more of the advocates must meet this."


def test_of_many_who_are_missing_the_first_five_are_named() -> None:
    finding = found_team(share(100), Record(people=advocates(*[None] * 8)), A_DAY)
    assert finding.reason.endswith("Not yet: Advocate 1, Advocate 2, Advocate 3, Advocate 4, Advocate 5 and 3 more.")


def test_fewer_people_than_are_needed_is_said_as_such() -> None:
    finding = found_team(share(number=3), Record(people=advocates(enough(), None)), A_DAY)
    assert finding.reason == "1 of 2 advocates meet this; 3 are needed, and the team has 2."
    assert finding.gap == "1 more must be among the advocates, and Advocate 2 must meet this."
    alone = found_team(share(number=1), Record(), A_DAY)
    assert alone.reason == "0 of 0 advocates meet this; 1 is needed, and the team has 0."
    assert alone.gap == "1 more must be among the advocates."


def test_what_waits_for_review_and_would_be_enough_is_in_review() -> None:
    waiting = done("2026-01-01", "2", state=CompletionState.SUBMITTED)
    finding = found_team(share(100), Record(people=advocates(enough(), waiting)), A_DAY)
    assert finding.status is Status.IN_REVIEW
    assert finding.reason == (
        "1 of 2 advocates meet this; 2 are needed (100 percent). With what waits for review it would be enough."
    )
    assert finding.gap == "Nothing more to complete: what waits for review needs a decision."


def test_the_first_who_would_be_one_too_few_ends_it() -> None:
    """Three of four are needed: the first who ends leaves three, the second ends it."""
    each = RecurringHours(hours=Decimal(2), window=Window(12))
    days = ["2026-01-10", "2026-02-10", "2026-06-10", "2026-07-10"]
    record = Record(people=advocates(*(done(day, "2") for day in days)))
    finding = found_team(share(75, each=each), record, A_DAY)
    assert finding.status is Status.DUE_SOON
    assert finding.reason == "Met through Feb 9, 2027: 4 of 4 advocates meet this; 3 are needed (75 percent)."
    assert finding.gap == "Ends on Feb 9, 2027 for Advocate 1 and Advocate 2: renew it."
    assert finding.lapses_on is not None
    assert found_team(share(75, each=each), record, finding.lapses_on.isoformat()).status is Status.LAPSED
    assert found_team(share(50, each=each), record, A_DAY).reason.endswith("(50 percent). Met through Jun 9, 2027.")


def test_before_the_first_deadline_of_those_who_are_missing_it_is_not_yet_due() -> None:
    each = Hours(hours=Decimal(2), due_days=90)
    finding = found_team(share(100, each=each), Record(people=advocates(None, since="2026-10-01")), A_DAY)
    assert finding.status is Status.NOT_YET_DUE
    assert (
        finding.reason == "0 of 1 advocates meet this; 1 is needed (100 percent) by Dec 30, 2026. Not yet: Advocate 1."
    )
    assert finding.gap == "1 more of the advocates must meet this by Dec 30, 2026."
    assert finding.due_on is not None


@pytest.mark.parametrize(("day", "status"), [("2026-03-31", Status.MET), ("2026-04-01", Status.NOT_MET)])
def test_whoever_is_new_is_reckoned_with_once_their_days_as_a_newcomer_are_over(day: str, status: Status) -> None:
    people = (*advocates(enough()), person(key="new", terms=[term("2026-01-01")]))
    finding = found_team(share(100, newcomer_days=90), Record(people=people), day)
    assert finding.status is status


def test_only_those_of_the_role_or_discipline_who_serve_on_the_day_are_reckoned_with() -> None:
    people = (
        *advocates(enough()),
        person(key="left", terms=[term("2020-01-01", "2026-11-23")]),
        person(key="other", terms=[term("2020-01-01", role=Role.VOLUNTEER)]),
    )
    assert found_team(share(100), Record(people=people), A_DAY).reason.startswith("1 of 1 advocates")
    officer = person(enough(), key="officer", discipline=Discipline.LAW_ENFORCEMENT)
    record = Record(people=(*people, officer))
    assert found_team(share(100, of=POLICE, who="officers"), record, A_DAY).reason.startswith("1 of 1 officers")


def test_a_share_may_stand_in_a_tree_beside_a_document() -> None:
    protocol = Item(title="Protocol", what="a protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})))
    rule = AllOf(parts=(protocol, share(100, title="Advocates")))
    finding = found_team(rule, Record(people=advocates(enough())), A_DAY)
    assert finding.status is Status.NOT_MET
    assert "1 of 2 parts met." in finding.reason
    assert [child.title for child in finding.children] == ["Protocol", "Advocates"]


def test_where_nobody_is_among_them_it_says_so_under_its_title() -> None:
    finding = found_team(share(80, title="Trained advocates"), Record(), A_DAY)
    assert (finding.title, finding.reason) == ("Trained advocates", "Nobody is among the advocates on this day.")
    assert found_team(share(), Record(people=advocates(None)), A_DAY).status is Status.DOES_NOT_APPLY


def test_five_are_named_and_of_six_the_sixth_is_counted() -> None:
    gaps = [found_team(share(100), Record(people=advocates(*[None] * number)), A_DAY).reason for number in (5, 6)]
    first_five = "Advocate 1, Advocate 2, Advocate 3, Advocate 4"
    assert gaps == [
        f"0 of 5 advocates meet this; 5 are needed (100 percent). Not yet: {first_five} and Advocate 5.",
        f"0 of 6 advocates meet this; 6 are needed (100 percent). Not yet: {first_five}, Advocate 5 and 1 more.",
    ]


def test_a_remark_beside_a_thing_stays_beside_its_name() -> None:
    split = Selection(only_whole=(Composite("Both", (Part("part a", "a"), Part("part b", "b"))),))
    parts = done("2026-01-01", "1", training="a"), done("2026-02-01", "1", training="b")
    (ada,) = advocates(None)
    finding = found_team(
        share(100, each=Hours(hours=Decimal(2), counts=split)),
        Record(people=(replace(ada, completions=parts),)),
        A_DAY,
    )
    assert finding.reason == "1 of 1 advocates meet this; 1 is needed (100 percent)."
    assert finding.gap == ""
    assert [entry.note for entry in finding.counted] == [
        "Advocate 1; counts since Feb 1, 2026, when “Both” was whole",
        "Advocate 1",
    ]


def test_the_visit_and_what_is_due_soon_are_those_of_the_standard_for_each_of_them() -> None:
    before_visit = RecurringHours(hours=Decimal(2), window=Window(12, WindowKind.VISIT))
    record = Record(people=advocates(done("2026-03-15", "2")), visit_on=on("2027-03-15"))
    assert found_team(share(100, each=before_visit), record, A_DAY).status is Status.NOT_YET_DUE
    yearly = RecurringHours(hours=Decimal(2), window=Window(12))
    for days, status in ((37, Status.MET), (38, Status.DUE_SOON)):
        asked = standard(requirement(share(100, each=yearly), applies=Applies(team=True)), due_soon_days=days)
        assert assess(asked, Record(people=advocates(done("2026-01-01", "2"))), on(A_DAY)).team[0].status is status


def test_what_each_of_them_must_be_told_is_said_of_the_whole() -> None:
    unentered = ApprovedList("NCA's list")
    listed = Hours(hours=Decimal(2), counts=Selection(approved=unentered))
    finding = found_team(share(100, each=listed), Record(people=advocates(enough(), enough())), A_DAY)
    assert finding.cautions == (unentered.caution,)


def test_what_is_overdue_names_no_day_by_which_it_must_be_done() -> None:
    due = Hours(hours=Decimal(2), due_days=90)
    finding = found_team(share(100, each=due), Record(people=advocates(None)), A_DAY)
    assert finding.reason == "0 of 1 advocates meet this; 1 is needed (100 percent). Not yet: Advocate 1."
    assert finding.gap == "1 more of the advocates must meet this."


NAMED = TeamShare(who="facilitators", of=ADVOCATES, number=1)


def test_somebody_is_named_to_a_role_from_the_first_day_of_it_to_the_last() -> None:
    record = Record(people=(person(terms=[term("2026-01-05", "2026-11-24")]),))
    assert found_team(NAMED, record, "2026-01-05").status is Status.MET
    finding = found_team(NAMED, record, "2026-11-24")
    assert finding.reason == "1 is needed, and the team has 1 among the facilitators: Ada."
    assert [(child.title, child.reason) for child in finding.children] == [("Ada", "Serves since Jan 5, 2026.")]
    after = found_team(NAMED, record, "2026-11-25")
    assert after.status is Status.NOT_MET
    assert after.gap == "1 more must be among the facilitators."


def test_of_two_who_must_be_named_the_one_who_is_there_is_named_and_how_many_more_is_said() -> None:
    two = replace(NAMED, number=2)
    none, one, both = (found_team(two, Record(people=advocates(*[None] * number)), A_DAY) for number in (0, 1, 2))
    assert (none.reason, none.gap) == (
        "2 are needed, and the team has 0 among the facilitators.",
        "2 more must be among the facilitators.",
    )
    assert (one.reason, one.gap) == (
        "2 are needed, and the team has 1 among the facilitators: Advocate 1.",
        "1 more must be among the facilitators.",
    )
    assert (both.status, both.gap) == (Status.MET, "")


def test_the_last_day_for_one_more_is_that_of_whoever_has_time_longest_however_they_are_ordered() -> None:
    within = Hours(hours=Decimal(2), due_days=90)
    april, may = (person(terms=[term(day)], key=key) for day, key in (("2026-04-10", "ben"), ("2026-05-10", "cy")))
    for people in ((april, may), (may, april)):
        finding = found_team(share(number=1, each=within), Record(people=people), "2026-06-01")
        assert finding.status is Status.NOT_YET_DUE
        assert finding.reason.startswith("0 of 2 advocates meet this; 1 is needed by Aug 8, 2026.")


def test_what_waits_for_review_after_its_last_day_sets_none_that_is_over_for_the_others() -> None:
    within = Hours(hours=Decimal(2), due_days=90)
    late = person(
        done("2026-05-01", "2", state=CompletionState.SUBMITTED), terms=[term("2026-01-01")], key="handed in late"
    )
    newcomer = person(terms=[term("2026-05-10")], key="new")
    finding = found_team(share(number=2, each=within), Record(people=(late, newcomer)), "2026-06-01")
    assert (finding.status, finding.due_on) == (Status.NOT_YET_DUE, on("2026-08-08"))
