"""What has changed since a packet, as a director reads it: each case a packet, what became of it, and the words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tracker.reports.context import Completion, PacketContext, Person, Waiver, Word
from tracker.reports.difference import Difference, Entry, OfPerson, Said, Shift, Standing, Turn, between

THEN = samples.packet(people=2, completions=3, requirements=4, certificates=1)
ANA, BEN = THEN.people


def with_person(person: Person, **values: Any) -> PacketContext:
    return replace(
        THEN, people=tuple(replace(each, **values) if each.id == person.id else each for each in THEN.people)
    )


def with_completions(*them: Completion) -> PacketContext:
    return with_person(ANA, completions=them)


def only(**values: Any) -> Difference:
    return Difference(**values)


def about_ana(*entries: Entry) -> Difference:
    return Difference(people=(OfPerson(ANA.name, entries),))


def test_nothing_differs_from_itself() -> None:
    found = between(THEN, THEN)
    assert found == Difference()
    assert found.is_nothing


def test_a_completion_that_was_corrected_says_what_of_it() -> None:
    first, *rest = ANA.completions
    moved = replace(first, hours=Decimal("3.5"), provider="", topics=())
    assert between(THEN, with_completions(moved, *rest)) == about_ana(
        Entry(
            Turn.CHANGED,
            f"{first.title}, completed Jan 10, 2022",
            (
                Shift("Provider", "A national training center", "nothing"),
                Shift("Hours", "0.75 hours", "3.5 hours"),
                Shift("Topics", "Identification and Trauma", "nothing"),
            ),
        )
    )


def test_one_that_was_completed_on_another_day_is_the_same_one() -> None:
    first, *rest = ANA.completions
    moved = replace(first, completed_on=date(2022, 1, 12))
    found = between(THEN, with_completions(*rest, moved))
    assert found == about_ana(
        Entry(
            Turn.CHANGED,
            f"{first.title}, completed Jan 12, 2022",
            (Shift("Completed", "Jan 10, 2022", "Jan 12, 2022"),),
        )
    )


def test_one_more_and_one_less() -> None:
    first, second, third = ANA.completions
    more = replace(second, title="New to everybody", completed_on=date(2026, 3, 1))
    assert between(THEN, with_completions(second, third, more)) == about_ana(
        Entry(Turn.ADDED, "New to everybody, completed Mar 1, 2026"),
        Entry(Turn.GONE, f"{first.title}, completed Jan 10, 2022"),
    )


def test_of_two_that_are_alike_one_is_corrected_and_the_other_stays() -> None:
    first = ANA.completions[0]
    twice = with_completions(first, first)
    now = with_completions(replace(first, hours=Decimal(9)), first)
    (entry,) = between(twice, now).people[0].entries
    assert (entry.turn, entry.shifts) == (Turn.CHANGED, (Shift("Hours", "0.75 hours", "9 hours"),))


@pytest.mark.parametrize(
    ("then", "now", "shift"),
    [
        (("aa",), ("aa",), None),
        (("aa",), ("aa", "bb"), Shift("Files", "1 file", "2 files")),
        (("aa",), ("bb",), Shift("Files", "1 file", "1 file, not the same")),
        (("aa",), (), Shift("Files", "1 file", "no file")),
        ((), ("aa",), Shift("Files", "no file", "1 file")),
        (("aa", "bb"), ("bb", "aa"), None),
    ],
)
def test_a_file_is_known_by_what_it_holds_and_not_by_its_number(
    then: tuple[str, ...], now: tuple[str, ...], shift: Shift | None
) -> None:
    found = between(_with_files(then, 100), _with_files(now, 140))
    assert [entry.shifts for person in found.people for entry in person.entries] == ([(shift,)] if shift else [])


def _with_files(digests: tuple[str, ...], first: int) -> PacketContext:
    shape = THEN.exhibits[0]
    numbers = range(first, first + len(digests))
    exhibits = tuple(replace(shape, number=n, sha256=d) for n, d in zip(numbers, digests, strict=True))
    told = with_completions(replace(ANA.completions[0], exhibits=tuple(numbers)))
    return replace(told, exhibits=exhibits)


def test_who_came_and_who_left_is_told_in_one_line_each() -> None:
    """What follows from it, such as their findings and completions, is not told again."""
    cara = replace(BEN, id="person-9", name="Cara Lin")
    findings = tuple(
        replace(each, person_id="person-9") if each.person_id == BEN.id else each for each in THEN.findings
    )
    assert between(THEN, replace(THEN, people=(ANA, cara), findings=findings)) == only(
        people=(
            OfPerson(BEN.name, (Entry(Turn.GONE, BEN.name),)),
            OfPerson("Cara Lin", (Entry(Turn.ADDED, "Cara Lin"),)),
        )
    )


def test_a_new_role_says_from_when() -> None:
    now = with_person(ANA, roles=ANA.roles[:1], agency="The county")
    (entry,) = between(THEN, now).people[0].entries
    assert entry == Entry(
        Turn.CHANGED,
        ANA.name,
        (
            Shift("Agency", "nothing", "The county"),
            Shift(
                "Roles",
                "Forensic interviewer, since Feb 1, 2021; Victim advocate, May 6, 2019 to Jan 31, 2021",
                "Forensic interviewer, since Feb 1, 2021",
            ),
        ),
    )


def test_a_verdict_that_moved_says_how_it_stood_and_stands_and_why() -> None:
    finding = THEN.findings[0]
    moved = replace(finding, status=Word("lapsed", "Lapsed"), reason="Nothing since Jan 10, 2022.")
    requirement = replace(THEN.requirements[0], verdict="10 of 12 people meet it")
    now = replace(THEN, findings=(moved, *THEN.findings[1:]), requirements=(requirement, *THEN.requirements[1:]))
    assert between(THEN, now) == only(
        requirements=(
            Standing(
                requirement.title, "", Said("Met", "11 of 12 people meet it"), Said("Met", "10 of 12 people meet it")
            ),
        ),
        findings=(
            Standing(
                requirement.title,
                ANA.name,
                Said(finding.status.word, finding.reason),
                Said("Lapsed", "Nothing since Jan 10, 2022."),
            ),
        ),
    )


def test_a_requirement_that_came_or_went_stands_on_one_side_only() -> None:
    *most, last = THEN.requirements
    fewer = replace(
        THEN,
        requirements=tuple(most),
        findings=tuple(each for each in THEN.findings if each.requirement_id != last.id),
    )
    there = Said(last.status.word, last.verdict)
    assert between(THEN, fewer) == only(requirements=(Standing(last.title, "", there, Said()),))
    assert between(fewer, THEN) == only(requirements=(Standing(last.title, "", Said(), there),))


def test_what_the_packet_says_as_a_whole() -> None:
    now = replace(THEN, edition="2027 edition", site_visit_on=None, checked="Checked by Ana")
    assert between(THEN, now).whole == (
        Shift("Edition", "2023 edition", "2027 edition"),
        Shift("Site visit", "Mar 9, 2027", "not set"),
        Shift("Standard checked", "Working draft: not checked against NCA's text", "Checked by Ana"),
    )


def test_the_moment_of_issue_and_the_seals_are_no_change() -> None:
    later = replace(
        THEN,
        packet_id="9",
        issued_by="Somebody else",
        issued_at="later",
        issued_on=date(2027, 1, 1),
        history_head="",
        seal_key="",
        check_address="",
    )
    assert between(THEN, later).is_nothing


def test_the_teams_events_and_waivers() -> None:
    waiver = Waiver(
        kind=Word("waiver", "Waiver"),
        requirement_id=THEN.requirements[0].id,
        person_id=ANA.id,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        reason="No course was held.",
        proposed_by="The director",
        decided_by="The deputy",
        decided_on=date(2026, 1, 2),
        acts=True,
    )
    then, now = replace(THEN, waivers=(waiver,)), replace(THEN, waivers=(replace(waiver, ends_on=date(2026, 6, 30)),))
    words = f"Waiver: {THEN.requirements[0].title}, for {ANA.name}"
    shift = Shift("Days", "Jan 1, 2026 to Dec 31, 2026", "Jan 1, 2026 to Jun 30, 2026")
    assert between(then, now).team == (Entry(Turn.CHANGED, words, (shift,)),)
    assert between(THEN, replace(THEN, events=())).team == tuple(
        Entry(Turn.GONE, f"{each.title}, {samples_day(each.held_on)}") for each in THEN.events
    )


def samples_day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


@given(st.randoms(use_true_random=False), st.integers(0, 3), st.integers(0, 3))
def test_what_was_added_is_gone_the_other_way_round(random: Random, more: int, less: int) -> None:
    """Whatever is added, taken out or moved: each thing is told once, and both directions tell as many."""
    them = list(ANA.completions)
    for _ in range(min(less, len(them))):
        them.pop(random.randrange(len(them)))
    for place in range(more):
        like = random.choice(ANA.completions)
        them.insert(
            random.randint(0, len(them)),
            replace(like, completed_on=like.completed_on + timedelta(days=random.randint(0, 1)), note=f"{place}"),
        )
    random.shuffle(them)
    there, back = between(THEN, with_completions(*them)), between(with_completions(*them), THEN)
    turns = [entry.turn for person in there.people for entry in person.entries]
    others = [entry.turn for person in back.people for entry in person.entries]
    assert turns.count(Turn.ADDED) - turns.count(Turn.GONE) == len(them) - len(ANA.completions)
    assert turns.count(Turn.ADDED) == others.count(Turn.GONE)
    assert turns.count(Turn.CHANGED) == others.count(Turn.CHANGED)
    assert there.entries == len(turns)
