"""What somebody reads of each thing that looks wrong: whose it is, what is odd, what mends it, and which form opens.

The facts of a line are what its key is made of: with a word more or less, what was set aside would come back.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tests.domain.build import done, event, on, person, requirement, standard, term
from tests.domain.test_record_checks import asking, look
from tests.domain.test_waivers import waiver
from tracker.domain.record import CompletionKind, Record
from tracker.domain.record_checks import Check, Line, Offered, Opens, Thing
from tracker.domain.rules import ApprovedList, Hours, Item, RecurringHours, Selection, Window, WindowKind
from tracker.domain.standard import Applies

LISTED = Selection(approved=ApprovedList("the list", frozenset({"on-it"})))


def only(lines: Sequence[Line]) -> Line:
    (line,) = lines
    return line


def test_hours_with_a_misplaced_point() -> None:
    it = done("2026-03-06", "150", title="Basics", key="basics")
    assert only(look(person(it))) == Line(
        check=Check.IN_ONE_DAY,
        name="Ada",
        says="“Basics” has 150 hours in one entry. A misplaced decimal point looks like this.",
        do="Compare the hours with the certificate.",
        things=(Thing(Opens.CORRECT, "basics", "Correct “Basics”"),),
        facts=("1.5E+2",),
    )


def test_more_than_a_day_has() -> None:
    one, other = done("2026-03-02", "16", title="One", key="b"), done("2026-03-02", "8.50", title="Other", key="a")
    assert only(look(person(one, other))) == Line(
        check=Check.IN_ONE_DAY,
        name="Ada",
        says="24.5 hours on Mar 2, 2026: “Other” (8.5 hours) and “One” (16 hours). A day has 24.",
        do="Compare day and hours of each with its certificate.",
        things=(Thing(Opens.CORRECT, "a", "Correct “Other”"), Thing(Opens.CORRECT, "b", "Correct “One”")),
        facts=("2026-03-02", "8.5", "16"),
    )


def test_one_quarter_of_an_hour_counts_towards_a_day_and_none_does_not() -> None:
    entries = [
        done("2026-03-02", hours, title=title) for hours, title in (("24", "One"), (None, "Two"), ("0", "Three"))
    ]
    assert look(person(*entries)) == []
    assert [line.check for line in look(person(*entries, done("2026-03-02", "0.25", title="Four")))] == [
        Check.IN_ONE_DAY
    ]


def test_more_hours_than_the_team_event_had() -> None:
    held = replace(event("2026-03-06"), key="day", hours=Decimal("2.0"))
    it = replace(done("2026-03-06", "2.5", title="Basics", key="basics"), event="day")
    assert only(look(record=Record(people=(person(it),), events=(held,)))) == Line(
        check=Check.OVER_CLAIMED,
        name="Ada",
        says="“Basics” of Mar 6, 2026 counts 2.5 hours; the team event of Mar 6, 2026 has 2 hours. "
        "A reviewer who knows the training would ask.",
        do="Compare the hours with the certificate.",
        things=(
            Thing(Opens.CORRECT, "basics", "Correct “Basics”"),
            Thing(Opens.EVENT_CORRECT, "day", "Correct the event “Team day”"),
        ),
        facts=("2.5", "2"),
    )


def test_more_hours_than_the_catalog_says() -> None:
    it = done("2026-03-06", "16", title="Basics", training="basics", key="it")
    assert only(look(person(it), catalog={"basics": Offered("Basics", Decimal(8))})) == Line(
        check=Check.OVER_CLAIMED,
        name="Ada",
        says="“Basics” of Mar 6, 2026 counts 16 hours; the catalog says 8 hours. "
        "A reviewer who knows the training would ask.",
        do="Compare the hours with the certificate.",
        things=(Thing(Opens.CORRECT, "it", "Correct “Basics”"),),
        facts=("16", "8"),
    )


def test_where_the_event_says_its_hours_the_catalog_is_not_asked_and_otherwise_it_is() -> None:
    catalog = {"basics": Offered("Basics", Decimal(1))}
    it = replace(done("2026-03-06", "6", training="basics"), event="day")
    held = replace(event("2026-03-06"), key="day")
    for hours, found in ((Decimal(6), []), (None, [Check.OVER_CLAIMED])):
        record = Record(people=(person(it),), events=(replace(held, hours=hours),))
        assert [line.check for line in look(record=record, catalog=catalog)] == found


def test_after_an_entry_without_hours_the_next_ones_are_looked_at() -> None:
    catalog = {"basics": Offered("Basics", Decimal(8))}
    somebody = person(
        done("2026-03-06", None, training="basics", title="One"),
        done("2026-03-09", "16", training="basics", title="Two"),
    )
    assert [line.check for line in look(somebody, catalog=catalog)] == [Check.OVER_CLAIMED]


def test_a_day_still_to_come() -> None:
    it = done("2026-06-02", title="Basics", key="basics")
    assert only(look(person(it))) == Line(
        check=Check.IN_THE_FUTURE,
        name="Ada",
        says="“Basics” is dated Jun 2, 2026, a day still to come. It does not count yet.",
        do="Correct the day, or withdraw it until it is done.",
        things=(Thing(Opens.CORRECT, "basics", "Correct “Basics”"),),
        facts=("2026-06-02",),
    )


def test_training_from_before_the_first_role() -> None:
    it = done("2019-12-31", title="Basics", key="basics")
    assert only(look(person(it))) == Line(
        check=Check.BEFORE_ROLE,
        name="Ada",
        says="“Basics” is dated Dec 31, 2019, before the first role began on Jan 1, 2020. "
        "Training from before may be right; a wrong year, or a wrong first day, looks the same.",
        do="Compare the day with the certificate, and the role with the day of hire.",
        things=(
            Thing(Opens.CORRECT, "basics", "Correct “Basics”"),
            Thing(Opens.ROLES, "ada", "Correct the roles of Ada"),
        ),
        facts=("2019-12-31", "2020-01-01"),
    )


def test_peer_review_and_supervision_from_before_are_asked_about_too() -> None:
    for kind in (CompletionKind.PEER_REVIEW, CompletionKind.SUPERVISION):
        assert [line.check for line in look(person(done("2019-12-31", kind=kind)))] == [Check.BEFORE_ROLE]


def test_somebody_without_a_role() -> None:
    assert only(look(person(terms=()))) == Line(
        check=Check.NO_ROLE,
        name="Ada",
        says="No role is recorded, so no requirement of a role applies and nothing is counted as missing.",
        do="Give the role, with the day on which it began.",
        things=(Thing(Opens.ROLES, "ada", "Give Ada a role"),),
        facts=(),
    )


def test_logged_twice() -> None:
    one = done("2026-03-02", title="Trauma in Children", key="one")
    other = done("2026-03-03", title="The trauma: Children", key="other")
    assert only(look(person(other, one))) == Line(
        check=Check.TWICE,
        name="Ada",
        says="“Trauma in Children” of Mar 2, 2026 and “The trauma: Children” of Mar 3, 2026 look like the same. "
        "If they are, its hours are counted twice.",
        do="Withdraw one of them, or correct the day.",
        things=(
            Thing(Opens.WITHDRAW, "one", "Withdraw “Trauma in Children” of Mar 2, 2026"),
            Thing(Opens.WITHDRAW, "other", "Withdraw “The trauma: Children” of Mar 3, 2026"),
        ),
        facts=("2026-03-02", "2026-03-03", "children trauma", "children trauma"),
    )


def test_titles_of_idle_words_alone_are_told_apart_by_them() -> None:
    assert look(person(done("2026-03-02", title="On and of"), done("2026-03-02", title="By the way"))) == []
    assert len(look(person(done("2026-03-02", title="On the"), done("2026-03-02", title="The on")))) == 1


def test_every_pair_of_neighbors_is_looked_at() -> None:
    entries = [done(day, title="Basics", key=day) for day in ("2026-03-02", "2026-03-10", "2026-03-11", "2026-03-12")]
    assert [[thing.key for thing in line.things] for line in look(person(*entries))] == [
        ["2026-03-10", "2026-03-11"],
        ["2026-03-11", "2026-03-12"],
    ]


def test_of_two_alike_one_may_come_from_an_event() -> None:
    one, other = replace(done("2026-03-02"), event="day"), done("2026-03-02")
    assert [line.check for line in look(person(one, other))] == [Check.TWICE]
    assert [line.check for line in look(person(other, one))] == [Check.TWICE]


def test_one_that_lapses_before_the_visit() -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.CALENDAR_YEARS))
    line = only(look(person(done("2026-03-02")), standards=(asking(yearly),), visit_on="2028-02-01"))
    assert line == Line(
        check=Check.LAPSING,
        name="Ada",
        says="“Asked” is met today and lapses on Jan 1, 2028, before the visit on Feb 1, 2028.",
        do="Have it renewed before that day, and log it.",
        things=(Thing(Opens.LOG, "ada", "Log it for Ada", "test/asked"),),
        facts=("test", "asked", "2028-01-01"),
    )


def test_what_the_team_holds_lapses_before_the_visit_too() -> None:
    held = done("2026-03-02", kind=CompletionKind.PROTOCOL, expires_on="2026-09-30", key="protocol")
    protocol = Item(what="a protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})))
    asks = standard(requirement(protocol, applies=Applies(team=True)))
    record = Record(documents=(held,), visit_on=on("2026-12-01"))
    line = only(look(record=record, standards=(asks,)))
    assert (line.check, line.name, line.things) == (
        Check.LAPSING,
        "The team",
        (Thing(Opens.EVENT_LOG, "", "Record what the team did or holds"),),
    )


def test_a_waiver_that_ends_before_the_visit() -> None:
    somebody = replace(person(), waivers=(waiver("2026-01-01", "2026-08-31"),))
    line = only(look(somebody, standards=(asking(Hours(hours=Decimal(1))),), visit_on="2026-10-01"))
    assert (line.says, line.do) == (
        "“Asked” is waived today and lapses on Sep 1, 2026, before the visit on Oct 1, 2026.",
        "Have it met before that day, or propose the waiver anew.",
    )


def test_training_that_is_not_on_the_list() -> None:
    off = done("2026-03-02", training="off-it", title="Off", key="off")
    assert only(look(person(off), standards=(asking(Hours(hours=Decimal(1), counts=LISTED)),))) == Line(
        check=Check.NOT_ON_LIST,
        name="Ada",
        says="“Off” of Mar 2, 2026 does not count for “Asked”: it is not on the list that the standard accepts.",
        do="If it is on the list under another name, choose the catalog's entry; if not, another training is needed.",
        things=(Thing(Opens.CORRECT, "off", "Correct “Off”"),),
        facts=("test", "1", "asked", "off-it"),
    )


def test_training_that_is_in_no_catalog_is_known_by_its_title() -> None:
    off = done("2026-03-02", title="Off")
    line = only(look(person(off), standards=(asking(Hours(hours=Decimal(1), counts=LISTED)),)))
    assert line.facts == ("test", "1", "asked", "Off")


def test_lines_come_by_check_and_then_by_name() -> None:
    people = [person(done("2026-07-01"), done("2026-08-01", "90"), key=key) for key in ("cleo", "ada")]
    assert [(line.check, line.name) for line in look(*people)] == [
        (Check.IN_THE_FUTURE, "Ada"),
        (Check.IN_THE_FUTURE, "Ada"),
        (Check.IN_THE_FUTURE, "Cleo"),
        (Check.IN_THE_FUTURE, "Cleo"),
        (Check.IN_ONE_DAY, "Ada"),
        (Check.IN_ONE_DAY, "Cleo"),
    ]


def test_a_role_that_begins_later_than_another_is_not_the_first() -> None:
    terms = (term("2018-01-01"), term("2024-01-01"))
    assert only(look(person(done("2017-12-31"), terms=terms))).facts[1] == "2018-01-01"
