"""From one edition to the next: what is carried, what is met anew, what is still to document."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import done, on, person, requirement, standard, term
from tracker.domain.assessment import assess, assess_person
from tracker.domain.carrying import Beside, Carry, Crossing, crossings, of_person, side_by_side
from tracker.domain.record import Completion, Record, TeamEvent
from tracker.domain.rules import Hours, Selection, TeamTraining, TopicCoverage, Window
from tracker.domain.standard import Applies, Before, EditionChange, Mapped, Mark, Standard
from tracker.domain.vocabulary import Role

TEAM = Applies(team=True)
YEARLY = TeamTraining(count=1, window=Window(12), counts=Selection())


def mapped(change: EditionChange, earlier: str = "", now: str = "") -> Mapped:
    """What became of a requirement."""
    return Mapped(change=change, mark=Mark.DRAFT, earlier=earlier, now=now)


OLD = replace(
    standard(
        requirement(Hours(hours=Decimal(8), counts=Selection()), "first"),
        requirement(TopicCoverage(counts=Selection(topics=frozenset({"boys"}))), "dropped"),
        requirement(YEARLY, "yearly", applies=TEAM),
    ),
    edition="2017",
)
NEW = replace(
    standard(
        requirement(Hours(hours=Decimal(12), counts=Selection()), "hours"),
        requirement(TopicCoverage(counts=Selection(topics=frozenset({"trauma"}))), "topics"),
        requirement(Hours(hours=Decimal(1), counts=Selection()), "unmapped"),
        requirement(YEARLY, "team", applies=TEAM),
    ),
    edition="2023",
    before=Before(
        "2017",
        (
            mapped(EditionChange.WIDER, "first", "hours"),
            mapped(EditionChange.NEW, now="topics"),
            mapped(EditionChange.GONE, "dropped"),
            mapped(EditionChange.SAME, "yearly", "team"),
        ),
    ),
)


def crossed(*completions: Completion, now: Standard = NEW, events: tuple[TeamEvent, ...] = ()) -> tuple[Crossing, ...]:
    """Take one advocate and the team from one edition to the next."""
    record = Record(people=(person(*completions),), events=events)
    earlier, later = (assess(each, record, on("2026-11-24")) for each in (OLD, now))
    return crossings(earlier, later)


def test_what_was_met_and_is_met_is_carried_and_what_is_new_is_to_document() -> None:
    ada, _ = crossed(done("2020-01-01", "12"))
    assert ada.words == "1 of 2 carried from 2017, 1 to document"
    assert [finding.requirement.id for finding in ada.of(Carry.CARRIED)] == ["hours"]
    assert [finding.requirement.id for finding in ada.of(Carry.TO_DOCUMENT)] == ["topics"]


COUNTED = Before(
    "2017",
    (
        replace(mapped(EditionChange.WIDER, "first", "hours"), counts=9),
        replace(mapped(EditionChange.NEW, now="topics"), counts=3),
    ),
)
THREE = TopicCoverage(counts=Selection(topics=frozenset({"trauma", "boys", "screening"})))
IN_TOPICS = replace(
    NEW, before=COUNTED, requirements=(NEW.requirements[0], requirement(THREE, "topics"), *NEW.requirements[3:])
)


@pytest.mark.parametrize(
    ("completions", "words"),
    [
        ([done("2020-01-01", "12")], "9 of 12 carried from 2017, 3 to document"),
        ([done("2020-01-01", "12", "boys")], "9 of 12 carried from 2017, 1 met anew, 2 to document"),
        (
            [done("2020-01-01", "12", "boys", "trauma", "screening")],
            "9 of 12 carried from 2017, 3 met anew, nothing to document",
        ),
        ([], "0 of 12 carried from 2017, 12 to document"),
    ],
)
def test_where_an_edition_says_how_many_topics_each_stands_for_it_is_told_in_topics(
    completions: list[Completion], words: str
) -> None:
    (ada,) = crossed(*completions, now=IN_TOPICS)
    assert ada.words == words
    who, day = person(*completions), on("2026-11-24")
    own = of_person((OLD, IN_TOPICS), who, (day, None), assess_person(IN_TOPICS, who, day))
    assert own == ada


def test_where_more_is_asked_the_rest_must_be_there_too() -> None:
    ada, _ = crossed(done("2020-01-01", "8"))
    assert ada.of(Carry.CARRIED) == ()
    assert ada.words == "0 of 2 carried from 2017, 2 to document"


def test_what_nobody_mapped_is_left_out() -> None:
    ada, _ = crossed(done("2020-01-01", "12"))
    assert "unmapped" not in {finding.requirement.id for finding, _ in ada.findings}
    only = replace(NEW, requirements=NEW.requirements[2:3])
    assert crossed(done("2020-01-01", "12"), now=only) == ()


def test_nothing_to_document_is_said() -> None:
    ada, _ = crossed(done("2020-01-01", "12", "trauma"))
    assert ada.words == "1 of 2 carried from 2017, 1 met anew, nothing to document"


def test_the_team_comes_over_like_a_person() -> None:
    held = TeamEvent(key="day", title="Team day", held_on=on("2026-05-04"))
    assert crossed(events=(held,))[1].words == "1 of 1 carried from 2017, nothing to document"
    assert crossed()[1].words == "0 of 1 carried from 2017, 1 to document"


def test_without_a_requirement_of_the_team_no_line_is_the_teams() -> None:
    only = replace(NEW, requirements=NEW.requirements[:1])
    assert [crossing.person and crossing.person.key for crossing in crossed(now=only)] == ["ada"]


def test_who_is_not_bound_does_not_come_over() -> None:
    record = Record(people=(person(terms=[term("2020-01-01", role=Role.VOLUNTEER)]),))
    earlier, later = (assess(each, record, on("2026-11-24")) for each in (OLD, NEW))
    assert [crossing.person for crossing in crossings(earlier, later)] == [None]


def test_two_that_became_one_must_both_have_been_met() -> None:
    both = Before(
        "2017", (mapped(EditionChange.SAME, "first", "hours"), mapped(EditionChange.SAME, "dropped", "hours"))
    )
    merged = replace(NEW, requirements=NEW.requirements[:1], before=both)
    assert (
        crossed(done("2020-01-01", "12"), now=merged)[0].words
        == "0 of 1 carried from 2017, 1 met anew, nothing to document"
    )
    told = crossed(done("2020-01-01", "12", "boys"), now=merged)[0].words
    assert told == "1 of 1 carried from 2017, nothing to document"


def test_of_several_that_one_became_each_is_carried_by_itself() -> None:
    both = Before(
        "2017", (mapped(EditionChange.WIDER, "first", "hours"), mapped(EditionChange.SAME, "first", "topics"))
    )
    split = replace(NEW, before=both)
    assert crossed(done("2020-01-01", "12"), now=split)[0].words == "1 of 2 carried from 2017, 1 to document"
    all_there = crossed(done("2020-01-01", "12", "trauma"), now=split)
    assert all_there[0].words == "2 of 2 carried from 2017, nothing to document"


def test_both_editions_stand_side_by_side_with_what_nobody_found_out_left_open() -> None:
    rows = side_by_side(OLD, NEW)
    told = [(row.earlier and row.earlier.id, row.now and row.now.id, row.mapped and row.mapped.change) for row in rows]
    assert told == [
        ("first", "hours", EditionChange.WIDER),
        (None, "topics", EditionChange.NEW),
        (None, "unmapped", None),
        ("yearly", "team", EditionChange.SAME),
        ("dropped", None, EditionChange.GONE),
    ]


def test_an_edition_without_a_mapping_says_nothing_of_the_one_before() -> None:
    alone = replace(NEW, before=None)
    assert side_by_side(OLD, alone) == tuple(Beside(None, entry, None) for entry in NEW.requirements)
    assert crossed(done("2020-01-01", "12"), now=alone) == ()
