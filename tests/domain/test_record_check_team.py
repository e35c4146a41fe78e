"""What somebody reads of team events and documents: without a file, recorded twice; and of whose last role ended."""

from dataclasses import replace

import pytest

from tests.domain.build import done, event, on, person, term
from tests.domain.test_record_check_lines import only
from tests.domain.test_record_checks import TODAY, facts, look
from tracker.domain.record import Completion, CompletionKind, Record, TeamEvent
from tracker.domain.record_checks import Check, Line, Opens, Thing, look_over


def held(day: str = "2026-03-02", title: str = "Team day", key: str = "one", training: str | None = None) -> TeamEvent:
    return replace(event(day), title=title, key=key, training=training)


def protocol(day: str = "2026-03-02", title: str = "Our protocol", key: str = "one") -> Completion:
    return done(day, kind=CompletionKind.PROTOCOL, title=title, key=key)


def of_events(*events: TeamEvent) -> list[Line]:
    return look(record=Record(events=events))


def test_a_team_event_without_a_sheet_opens_the_event_where_one_is_added() -> None:
    record = Record(events=(held(),))
    assert only(look_over(facts(record=record))) == Line(
        check=Check.NO_FILE,
        name="The team",
        says="“Team day” of Mar 2, 2026 has no file. A reviewer has only your word for it.",
        do="Add the certificate, the signed sheet or the document.",
        things=(Thing(Opens.EVENT_FILES, "one", "Add a file to “Team day” of Mar 2, 2026"),),
        facts=("no proof",),
    )
    assert look_over(facts(record=record, sheets=frozenset({"one"}))) == ()


@pytest.mark.parametrize(("day", "found"), [("2026-06-01", [Check.NO_FILE]), ("2026-06-02", [])])
def test_an_event_of_today_is_asked_for_its_sheet_and_one_to_come_is_not(day: str, found: list[Check]) -> None:
    assert [line.check for line in look_over(facts(record=Record(events=(held(day),))))] == found


def test_a_team_event_recorded_twice_is_told_once_and_both_can_be_told_apart() -> None:
    first, second = held(), replace(held(title="Team Day!", key="two"), attendees=frozenset({"ada"}))
    record = Record(events=(second, first))
    assert only(look(record=record, sheets=frozenset({"two"}))) == Line(
        check=Check.TWICE,
        name="The team",
        says="“Team day” of Mar 2, 2026 and “Team Day!” of Mar 2, 2026 look like the same. "
        "If they are, it counts twice for the team.",
        do="Withdraw one of them, or correct the day.",
        things=(
            Thing(Opens.EVENT_WITHDRAW, "one", "Withdraw “Team day” of Mar 2, 2026, nobody ticked, without a file"),
            Thing(Opens.EVENT_WITHDRAW, "two", "Withdraw “Team Day!” of Mar 2, 2026, 1 person, with a file"),
        ),
        facts=("2026-03-02", "2026-03-02", "day team", "day team"),
    )


def test_one_training_of_the_catalog_twice_on_a_day_is_told_once_whatever_the_titles() -> None:
    for title in ("Another title", "Team day"):
        (line,) = of_events(held(training="basics"), held(title=title, key="two", training="basics"))
        assert line.check is Check.TWICE


@pytest.mark.parametrize(
    "other",
    [
        held("2026-03-03", key="two"),
        held(title="Team day 2", key="two"),
        held(title="Another title", key="two", training="other"),
        held(title="Another title", key="two"),
    ],
)
def test_another_day_another_title_and_another_training_are_another_event(other: TeamEvent) -> None:
    assert of_events(held(), other) == []
    assert of_events(replace(held(), training="basics"), other) == []


def test_what_people_have_of_both_events_is_not_asked_about_as_well() -> None:
    entries = [replace(done("2026-03-02", title="Team day"), event=key) for key in ("one", "two")]
    record = Record(people=(person(*entries),), events=(held(), held(key="two")))
    assert [line.name for line in look(record=record)] == ["The team"]


def test_a_document_twice_is_of_one_kind_one_title_and_one_day() -> None:
    assert only(look(record=Record(documents=(protocol(), protocol(title="Our Protocol.", key="two"))))) == Line(
        check=Check.TWICE,
        name="The team",
        says="“Our protocol” of Mar 2, 2026 and “Our Protocol.” of Mar 2, 2026 look like the same. "
        "If they are, it counts twice for the team.",
        do="Withdraw one of them, or correct the day.",
        things=(
            Thing(Opens.EVENT_WITHDRAW, "one", "Withdraw “Our protocol” of Mar 2, 2026, without a file"),
            Thing(Opens.EVENT_WITHDRAW, "two", "Withdraw “Our Protocol.” of Mar 2, 2026, without a file"),
        ),
        facts=("2026-03-02", "2026-03-02", "our protocol", "our protocol"),
    )
    agreement = replace(protocol(key="two"), kind=CompletionKind.AGREEMENT)
    for other in (protocol("2026-03-03", key="two"), protocol(title="Another", key="two"), agreement):
        assert look(record=Record(documents=(protocol(), other))) == []


def test_an_event_and_a_document_of_one_title_are_two_things() -> None:
    record = Record(events=(held(title="Our protocol"),), documents=(protocol(key="two"),))
    assert look(record=record) == []


def test_whose_last_role_ended_is_asked_for_the_one_they_have_now() -> None:
    terms = (term("2020-01-01", "2026-05-31"), term("2018-01-01", "2019-12-31"))
    assert only(look(person(terms=terms))) == Line(
        check=Check.NO_ROLE,
        name="Ada",
        says="Ada's last role ended on May 31, 2026, so no requirement of a role applies and nothing is counted as "
        "missing.",
        do="Enter the role they have now, or that they left.",
        things=(Thing(Opens.ROLES, "ada", "Give Ada a role, or enter that they left"),),
        facts=("2026-05-31",),
    )


@pytest.mark.parametrize("ends_on", ["2026-06-01", "2026-12-31", None])
def test_a_role_that_ends_today_or_later_is_still_held(ends_on: str | None) -> None:
    assert look(person(terms=(term("2018-01-01", "2019-12-31"), term("2020-01-01", ends_on)))) == []


def test_a_role_to_come_is_a_role() -> None:
    assert look(person(terms=(term("2020-01-01", "2026-05-31"), term("2026-09-01")))) == []
    assert look(person(terms=(term("2020-01-01", "2026-05-31"), term("2026-09-01", "2026-10-01")))) == []


@pytest.mark.parametrize(("day", "found"), [("2026-05-30", True), ("2026-05-31", False), ("2026-06-30", False)])
def test_who_was_said_to_leave_with_the_last_role_or_after_it_is_not_asked_about(day: str, found: bool) -> None:
    gone = person(terms=(term("2020-01-01", "2026-05-31"),))
    assert bool(look(gone, left={"ada": on(day)})) == found
    assert look(gone, left={"ben": TODAY}) != []


@pytest.mark.parametrize(("day", "found"), [("2026-05-31", True), ("2026-06-01", False)])
def test_who_was_put_on_the_list_after_the_last_role_is_one_of_the_past(day: str, found: bool) -> None:
    former = person(terms=(term("2020-01-01", "2026-05-31"),))
    assert bool(look(former, listed_on={"ada": on(day)})) == found
    assert bool(look(former, listed_on={"ada": on(day)}, left={"ada": on("2026-05-30")})) == found


def test_who_never_had_a_role_is_told_so_whatever_was_said() -> None:
    (line,) = look(person(terms=()), left={"ada": TODAY}, listed_on={"ada": TODAY})
    assert line.says.startswith("No role is recorded")
