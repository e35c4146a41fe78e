"""What would stand otherwise after a change that nobody made yet."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.build import ADVOCATE, ADVOCATES, done, on, person, requirement, standard, term
from tracker.domain import what_if
from tracker.domain.assessment import Assessment, assess
from tracker.domain.forecast import lapses
from tracker.domain.record import Record
from tracker.domain.rules import Hours, RecurringHours, TeamShare, Window, WindowKind
from tracker.domain.standard import Applies, Before, EditionChange, Mapped, Mark, Standard
from tracker.domain.vocabulary import Discipline, Role

HOURS = standard(requirement(Hours(hours=Decimal(1)), applies=ADVOCATES))
ADA, BO = person(done("2026-01-10"), key="ada"), person(key="bo")
RECORD = Record(people=(ADA, BO))


def found(record: Record, day: str = "2026-11-26") -> Assessment:
    """Judge a record."""
    return assess(HOURS, record, on(day))


def told(before: Assessment, after: Assessment) -> list[tuple[str, str]]:
    """Return whom each difference is of, and its words."""
    return [
        (each.finding.person.name if each.finding.person else "", each.words)
        for each in what_if.differences(before, after)
    ]


def test_somebody_new_is_bound_from_the_first_day_and_not_before() -> None:
    hired = what_if.hired(RECORD, "Somebody new", ADVOCATE, Discipline.CAC, on("2026-11-26"))
    assert told(found(RECORD, "2026-11-25"), found(hired, "2026-11-25")) == []
    assert told(found(RECORD), found(hired)) == [("Somebody new", "Does not apply, then not met")]


def test_who_leaves_is_bound_through_the_last_day() -> None:
    left = what_if.left(RECORD, "bo", on("2026-11-26"))
    assert told(found(RECORD), found(left)) == []
    assert told(found(RECORD, "2026-11-27"), found(left, "2026-11-27")) == [("Bo", "Not met, then does not apply")]
    assert left.people[0] == ADA


def test_who_begins_and_leaves_on_the_same_day_is_bound_on_it() -> None:
    record = Record(people=(person(terms=[term("2026-11-26")]),))
    left = what_if.left(record, "ada", on("2026-11-26"))
    assert told(found(record), found(left)) == []


def test_a_role_that_ended_earlier_keeps_its_end_and_one_to_come_does_not_begin() -> None:
    who = person(terms=[term("2020-01-01", "2021-01-01"), term("2027-01-01")])
    (after,) = what_if.left(Record(people=(who,)), "ada", on("2026-11-26")).people
    assert after.role_terms == (term("2020-01-01", "2021-01-01"),)


def test_a_role_taken_on_binds_besides_and_a_change_of_role_ends_the_others() -> None:
    volunteer = Record(people=(person(terms=[term("2020-01-01", role=Role.VOLUNTEER)]),))
    for change, count in ((what_if.given, 2), (what_if.moved, 1)):
        after = change(volunteer, "ada", ADVOCATE, on("2026-11-26"))
        assert told(found(volunteer), found(after)) == [("Ada", "Does not apply, then not met")]
        held = [each for each in after.people[0].role_terms if each.ends_on is None]
        assert len(held) == count


def test_a_visit_that_moves_moves_the_window_before_it() -> None:
    asked = standard(requirement(RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.VISIT))))
    record = Record(people=(ADA,), visit_on=on("2026-12-20"))
    moved = what_if.visited(record, on("2027-06-10"))
    before, after = (assess(asked, each, on("2027-06-10")) for each in (record, moved))
    (difference,) = what_if.differences(before, after)
    assert difference.words == "Met, then not yet due"


def test_a_leaver_can_make_the_team_fall_short_and_that_comes_first() -> None:
    share = TeamShare(who="advocates", of=ADVOCATES, each=Hours(hours=Decimal(1)), number=1)
    asked = standard(
        requirement(Hours(hours=Decimal(1)), "own"), requirement(share, "share", applies=Applies(team=True))
    )
    left = what_if.left(RECORD, "ada", on("2026-11-25"))
    before, after = (assess(asked, each, on("2026-11-26")) for each in (RECORD, left))
    first, *rest = what_if.differences(before, after)
    assert (first.finding.requirement.id, first.is_worse) == ("share", True)
    assert [each.is_worse for each in rest] == [False]


def test_a_lapse_is_met_today_and_a_gap_on_the_day_ahead_and_the_first_to_end_comes_first() -> None:
    yearly = standard(requirement(RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.ROLLING))))
    record = Record(
        people=(person(done("2026-05-01"), key="ada"), person(done("2026-02-01"), key="bo"), person(key="cy"))
    )
    today = assess(yearly, record, on("2026-11-26"))
    last = [each.last_day for each in lapses(today, assess(yearly, record, on("2027-12-01")))]
    assert last == sorted(last, key=str)
    assert [
        each.now.person and each.now.person.key for each in lapses(today, assess(yearly, record, on("2027-03-01")))
    ] == ["bo"]
    assert lapses(today, today) == ()
    ahead = assess(yearly, record, on("2027-03-01"))
    (lapse,) = lapses(today, ahead)
    assert (lapse.now, lapse.then) == (today.for_person("bo")[0], ahead.for_person("bo")[0])
    assert lapse.words == "Holds through Jan 31, 2027."


def test_somebody_new_has_a_name_a_field_and_one_role_and_a_key_of_their_own() -> None:
    *others, new = what_if.hired(RECORD, "Somebody new", ADVOCATE, Discipline.MEDICAL, on("2026-11-26")).people
    assert tuple(others) == RECORD.people
    assert new == replace(
        person(terms=[term("2026-11-26")], key=what_if.HIRED, discipline=Discipline.MEDICAL), name="Somebody new"
    )


def test_the_roles_until_a_change_end_the_day_before_it() -> None:
    record = Record(people=(person(terms=[term("2020-01-01", role=Role.VOLUNTEER)]),))
    (after,) = what_if.moved(record, "ada", ADVOCATE, on("2026-11-26")).people
    assert after.role_terms == (term("2020-01-01", "2026-11-25", Role.VOLUNTEER), term("2026-11-26"))


def test_what_becomes_a_gap_comes_first_and_then_what_stands_worst() -> None:
    before, after = (
        found(Record(people=(BO, person(key="cy", terms=())))),
        found(Record(people=(replace(BO, completions=ADA.completions), person(key="cy", terms=[term("2026-01-01")])))),
    )
    assert told(before, after) == [("Cy", "Does not apply, then not met"), ("Bo", "Not met, then met")]
    gone = found(Record(people=(replace(BO, role_terms=()), replace(ADA, key="cy", name="Cy"))))
    was = found(Record(people=(BO, replace(ADA, key="cy", name="Cy", completions=()))))
    assert told(was, gone) == [("Cy", "Not met, then met"), ("Bo", "Not met, then does not apply")]


def test_who_is_in_one_record_alone_is_told_apart_from_who_is_in_both() -> None:
    assert told(found(RECORD), found(Record(people=(ADA,)))) == [("Bo", "Not met, then does not apply")]


def test_across_two_editions_a_requirement_stands_beside_what_it_came_from() -> None:
    earlier, now = _two_editions()
    then, today = (assess(each, Record(people=(ADA,)), on("2026-11-26")) for each in (earlier, now))
    assert [(each.finding.requirement.id, each.words) for each in what_if.differences(then, today)] == [
        ("more-hours", "Met, then not met"),
        ("another", "Does not apply, then not met"),
        ("dropped", "Met, then does not apply"),
    ]
    assert [(each.finding.requirement.id, each.words) for each in what_if.differences(today, then)] == [
        ("hours", "Not met, then met"),
        ("dropped", "Does not apply, then met"),
        ("another", "Not met, then does not apply"),
    ]


def test_of_several_that_became_one_the_worst_is_what_it_was() -> None:
    earlier, now = _two_editions()
    assert now.before is not None
    joined = replace(
        now, before=Before("2017", (*now.before.mapped[:1], _mapped("longer", "more-hours"), *now.before.mapped[1:]))
    )
    then, today = (assess(each, Record(people=(ADA,)), on("2026-11-26")) for each in (earlier, joined))
    assert "more-hours" not in [each.finding.requirement.id for each in what_if.differences(then, today)]
    mapped = (_mapped("longer", "more-hours"), *now.before.mapped)
    today = assess(replace(now, before=Before("2017", mapped)), Record(people=(ADA,)), on("2026-11-26"))
    assert "more-hours" not in [each.finding.requirement.id for each in what_if.differences(then, today)]


def _mapped(earlier: str = "", now: str = "") -> Mapped:
    return Mapped(change=EditionChange.WIDER, mark=Mark.DRAFT, earlier=earlier, now=now)


def _two_editions() -> tuple[Standard, Standard]:
    """An edition that asks for an hour, and twice more; and the next, which asks for two instead, and for more."""
    one, two = Hours(hours=Decimal(1)), Hours(hours=Decimal(2))
    earlier = standard(requirement(one, "hours"), requirement(one, "dropped"), requirement(two, "longer"))
    now = standard(requirement(two, "more-hours"), requirement(two, "another"), requirement(two, "longer"))
    mapped = (_mapped("hours", "more-hours"), _mapped("dropped"), _mapped("", "another"))
    return replace(earlier, edition="2017"), replace(now, edition="2023", before=Before("2017", mapped))
