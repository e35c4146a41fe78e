"""A standard says of every text how well it is established, and never claims a check that nobody made."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import on, requirement, standard
from tracker.domain.pauses import LeaveEffect
from tracker.domain.rules import Hours
from tracker.domain.standard import Applies, Checked, Component, Mark, Requirement, Source

DANA = Checked("Dana Whitfield", on("2026-11-25"))


def asked(name: str, component: str = "part", mark: Mark = Mark.VERIFIED) -> Requirement:
    source = Source("NCA standards", mark, url="https://example.org", publisher="NCA")
    return replace(requirement(Hours(hours=Decimal(8)), name), component=component, source=source)


STANDARD = replace(
    standard(asked("initial"), asked("team", "other"), asked("ongoing")),
    components=(Component("part", "Training"), Component("other", "The team")),
)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark.VERIFIED, "Stated by the source"),
        (Mark.PARTLY, "Partly supported by the source; not checked against CACC's text"),
        (Mark.UNVERIFIED, "Not checked against CACC's text"),
        (Mark.DRAFT, "Working draft; not checked against CACC's text"),
    ],
)
def test_beside_each_requirement_stands_how_well_its_source_is_established(mark: Mark, words: str) -> None:
    assert Source("A page", mark, publisher="CACC").mark_words == words


def test_a_source_is_named_by_title_and_address_and_a_draft_by_its_address_alone() -> None:
    assert Source("A page", Mark.VERIFIED, url="https://example.org").named == "A page, https://example.org"
    assert Source("A page", Mark.VERIFIED).named == "A page"
    draft = "Working draft; not checked against NCA's text"
    assert Source(draft, Mark.DRAFT, url="https://example.org").named == "https://example.org"


def test_a_requirement_that_somebody_compared_says_who_and_when() -> None:
    compared = replace(asked("initial"), checked=DANA)
    assert compared.mark_words == "Compared with the publisher's text on Nov 25, 2026 by Dana Whitfield"
    assert asked("initial").mark_words == "Stated by the source"


def test_a_requirement_says_what_a_leave_does_and_whether_the_standard_says_so() -> None:
    unsaid, team = asked("initial"), replace(asked("team"), applies=Applies(team=True))
    stops, counts = (replace(unsaid, leave=effect) for effect in (LeaveEffect.STOPS_THE_CLOCK, LeaveEffect.COUNTS))
    assert [each.leave_words for each in (unsaid, stops, counts, team)] == [
        "The clock runs on; not stated by the source",
        "Stops the clock",
        "The clock runs on",
        "",
    ]
    assert [each.leave_stops for each in (unsaid, stops, counts)] == [False, True, False]


def test_requirements_and_components_are_found_by_their_ids_in_the_standards_order() -> None:
    assert STANDARD.requirement("ongoing").id == "ongoing"
    assert STANDARD.component("other").title == "The team"
    assert [each.id for each in STANDARD.requirements_of("part")] == ["initial", "ongoing"]
    for find in (STANDARD.requirement, STANDARD.component):
        with pytest.raises(KeyError):
            find("gone")


def test_a_standard_that_nobody_checked_says_so_and_a_draft_that_it_is_one() -> None:
    assert (STANDARD.is_draft, STANDARD.unchecked_words) == (False, "Not checked against NCA's text")
    draft = replace(STANDARD, requirements=(asked("initial"), asked("ongoing", mark=Mark.DRAFT)))
    assert (draft.is_draft, draft.unchecked_words) == (True, "Working draft, not checked against NCA's text")
    assert (STANDARD.edition_words, STANDARD.checked_words) == ("First", "Not checked against NCA's text")


def test_a_standard_that_somebody_checked_says_who_and_when() -> None:
    checked = replace(STANDARD, checked=DANA)
    assert checked.checked_words == "Checked against NCA's text on Nov 25, 2026 by Dana Whitfield"
    assert checked.edition_words == "1 edition"
