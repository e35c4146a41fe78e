"""A record below full names: the same verdicts, and no sentence that names anybody."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.build import done, event, on, person, requirement, standard, term
from tests.domain.strategies import situations
from tests.domain.test_team_share import share
from tests.domain.test_waivers import waiver
from tracker.domain.assessment import Assessment, assess
from tracker.domain.levels import GAP_LEFT_OUT, Shortened, shorten
from tracker.domain.record import Person, Record, WaiverKind
from tracker.domain.rules import Hours, Selection, TeamTraining, Window
from tracker.domain.standard import Applies, Standard
from tracker.domain.vocabulary import Discipline, Level, Role

BELOW = (Level.INITIALS, Level.COUNTS)
A_DAY = on("2026-11-24")
TWO_HOURS = requirement(Hours(hours=Decimal(2)), "own")
TEAM = Applies(team=True)
SHARED = requirement(share(80), "shared", applies=TEAM)
TRAINED = requirement(TeamTraining(count=1, window=Window(12), counts=Selection()), "trained", applies=TEAM)


def named(name: str, *completions: object, **values: object) -> Person:
    """An advocate by a name, with completions."""
    return replace(person(*completions, key=f"key of {name}"), name=name, **values)  # type: ignore[arg-type]


def shortened(level: Level, record: Record, asked: Standard | None = None) -> Shortened:
    """Shorten a record as of the day."""
    return shorten(assess(asked or standard(TWO_HOURS, SHARED, TRAINED), record, A_DAY), record, level)


def said(found: Assessment) -> str:
    """Return every sentence of an assessment in one text, with the titles that it quotes."""
    return "\n".join(
        text
        for each in found.all_findings
        for text in (
            *(each.reason, each.gap, *each.cautions, each.weak_words),
            *(f"{entry.completion.title} {entry.note}" for entry in each.counted),
            *(f"{entry.completion.title} {entry.why}" for entry in each.not_counted),
        )
    )


def stands(found: Assessment) -> list[tuple[tuple[str, str], object, object, object]]:
    """Return how everything stands, and until when."""
    return [(each.cell, each.status, each.due_on, each.lapses_on) for each in found.all_findings]


WHOLE = Record(
    people=(
        named("Zora Quill", done("2026-01-01", "2", title="Quill's own course"), agency="Quill & Sons"),
        named("Zelda Quirk", waivers=(waiver(requirement="own"),)),
        named("Ivo Vex", done("2026-02-01", "1", title="Half of it")),
    ),
    events=(event("2026-05-04", disciplines=(Discipline.CAC,)),),
    waivers=(waiver(requirement="shared", kind=WaiverKind.EQUIVALENT, instead="Ivo Vex's other work", key="team's"),),
)


@pytest.mark.parametrize("level", BELOW)
def test_whatever_is_judged_stands_as_it_did(level: Level) -> None:
    found = assess(standard(TWO_HOURS, SHARED, TRAINED), WHOLE, A_DAY)
    assert stands(shorten(found, WHOLE, level).found) == stands(found)


@pytest.mark.parametrize("level", BELOW)
@given(situation=situations(), name=st.sampled_from(["Ada", "A training", "Set Aside", "Needs Hours"]))
def test_any_rule_comes_to_the_same_whatever_people_are_called(level: Level, situation: tuple, name: str) -> None:  # type: ignore[type-arg]
    rule, somebody, due_soon_days, visit_on = situation
    record = Record(people=(replace(somebody, name=name),), visit_on=visit_on)
    found = assess(standard(requirement(rule), due_soon_days=due_soon_days), record, A_DAY)
    assert stands(shorten(found, record, level).found) == stands(found)


@pytest.mark.parametrize("level", BELOW)
@pytest.mark.parametrize("decided", [True, False])
def test_no_sentence_names_anybody(level: Level, *, decided: bool) -> None:
    record = WHOLE if decided else replace(WHOLE, waivers=())
    full = said(assess(standard(TWO_HOURS, SHARED, TRAINED), record, A_DAY))
    text = said(shortened(level, record).found)
    for word in ("Zora", "Quill", "Zelda", "Quirk", "Ivo", "Vex", "key of", "other work", "\ue0f5"):
        assert word not in text, word
    assert "Quill" in full


def test_initials_stand_with_the_role_and_are_numbered_where_they_are_alike() -> None:
    people = tuple(named(each) for each in ("Ana Reyes", "Abel Ruiz", "Ben Ode", "Ada Rey"))
    gone = replace(named("Amos Ray"), role_terms=(term("2020-01-01", "2020-12-31", Role.VOLUNTEER),))
    record = Record(people=(gone, *people))
    names = [each.name for each in shortened(Level.INITIALS, record).record.people]
    advocate = "(Victim advocate)"
    assert names == [
        "A. R. 4 (Volunteer)",
        f"A. R. 1 {advocate}",
        f"A. R. 2 {advocate}",
        f"B. O. {advocate}",
        f"A. R. 3 {advocate}",
    ]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=12))
def test_no_two_people_are_called_the_same(names: list[str]) -> None:
    people = tuple(replace(person(key=f"p{place}"), name=name) for place, name in enumerate(names))
    told = [each.name for each in shortened(Level.INITIALS, Record(people=people)).record.people]
    assert len(set(told)) == len(names)


def test_a_role_that_says_something_is_named_before_other_staff() -> None:
    both = (term("2020-01-01", role=Role.MDT_FACILITATOR), term("2021-01-01", role=Role.OTHER_STAFF))
    record = Record(people=(replace(named("Ana Reyes"), role_terms=both), replace(named("Bo Li"), role_terms=())))
    names = [each.name for each in shortened(Level.INITIALS, record).record.people]
    assert names == ["A. R. (MDT facilitator)", "B. L. (Children's Advocacy Center)"]


def test_counts_tell_of_the_team_without_what_single_people_did() -> None:
    record = replace(WHOLE, waivers=())
    (finding,) = [each for each in shortened(Level.COUNTS, record).found.team if each.requirement.id == "shared"]
    assert finding.reason == "1 of 3 advocates meet this; 3 are needed (80 percent)."
    assert finding.gap == "2 more of the advocates must meet this."
    assert (finding.counted, finding.not_counted, finding.cautions) == ((), (), ())
    (trained,) = [each for each in shortened(Level.COUNTS, record).found.team if each.requirement.id == "trained"]
    assert [entry.completion.title for entry in trained.counted] == ["Team day"]


def test_a_gap_that_only_names_people_stays_a_gap() -> None:
    people = tuple(
        replace(named(name), completions=(done("2025-12-15", "2", title="Yearly"),)) for name in ("Ana Ray", "Bo Li")
    )
    asked = requirement(share(100, each=Hours(hours=Decimal(2))), "shared", applies=TEAM)
    assert not shortened(Level.COUNTS, Record(people=people), standard(asked)).found.team[0].gap
    few = requirement(share(number=3), "shared", applies=TEAM)
    lacking = Record(people=(named("Ana Ray"),))
    (finding,) = shortened(Level.COUNTS, lacking, standard(few)).found.team
    assert finding.gap == GAP_LEFT_OUT


@pytest.mark.parametrize(
    ("level", "who"),
    [(Level.INITIALS, "proposed by S. and decided by D."), (Level.COUNTS, "one person and decided by")],
)
def test_a_waiver_says_that_its_reason_is_left_out(level: Level, who: str) -> None:
    (own, *_) = [each for each in shortened(level, WHOLE).found.findings if each.waiver]
    assert who in own.reason
    assert "The reason is left out at this level." in own.reason
