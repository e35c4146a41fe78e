"""What holds at a center: the shipped file with its corrections, told where they no longer fit."""

from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tracker.domain.errors import Refused
from tracker.domain.rules import Hours
from tracker.services import correcting, packets, standards
from tracker.services.corrected_standards import in_force, words
from tracker.standards import editions
from tracker.standards.corrections import Correction, write

pytestmark = pytest.mark.usefixtures("context")
CSEC = ("nca-csec", "2023")
SIX = Correction("csec-foundations", "hours", "6", "4")


def test_without_corrections_the_file_holds_as_it_ships() -> None:
    holds = in_force(editions.shipped().file(*CSEC), "")
    assert holds.standard is editions.edition(*CSEC)
    assert holds.text == editions.source_text(*CSEC)


def test_with_one_it_asks_otherwise_under_another_digest_and_says_so() -> None:
    holds = in_force(editions.shipped().file(*CSEC), write([SIX]))
    rule = holds.standard.requirement("csec-foundations").rule
    assert isinstance(rule, Hours)
    assert rule.hours == Decimal(6)
    assert holds.standard.requirement("csec-foundations").note.endswith(
        "Corrected by this center: hours 6 in place of 4."
    )
    assert holds.digest != in_force(editions.shipped().file(*CSEC), "").digest
    assert holds.broken


def test_what_no_longer_fits_the_shipped_file_is_told_and_the_file_holds() -> None:
    holds = in_force(editions.shipped().file(*CSEC), write([Correction("csec-foundations", "hours", "-1", "4")]))
    assert holds.standard is editions.edition(*CSEC)
    assert "hours" in holds.trouble


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (SIX, "hours 6 in place of 4"),
        (Correction("a", "due_days", None, 180), "days until it is due none in place of 180"),
        (Correction("a", "roles", ("victim_advocate",), ()), "roles victim advocate in place of none"),
        (Correction("a", "least_grade", "signed_sheet", None), "weakest proof signed sheet in place of none"),
        (Correction("a", "text", "Long.", "Longer."), "text"),
    ],
)
def test_a_correction_is_said_in_words(correction: Correction, said: str) -> None:
    assert words(correction) == said


def test_a_place_that_ships_otherwise_by_now_is_told(center: CenterWorld) -> None:
    with center.working():
        row = standards.standing_row(center.actor(), *CSEC)
        row.corrections = write([Correction("csec-foundations", "hours", "6", "3")])
    with center.working():
        followed = standards.one_followed(center.actor(), "nca-csec")
        ((correction, ships),) = correcting.outdated(followed)
    assert (correction.value, ships) == ("6", "4")


def test_before_a_packet_is_issued_it_is_said_how_much_was_corrected(center: CenterWorld) -> None:
    with center.working():
        standards.standing_row(center.actor(), *CSEC).corrections = write([SIX])
    with center.working():
        actor = center.actor()
        found = packets.questions(actor, standards.one_followed(actor, "nca-csec"), actor.today)
    assert "Your center corrected this standard in 1 place; each requirement says so." in [each.words for each in found]


def test_only_a_director_corrects(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    with center.working(), pytest.raises(Refused):
        correcting.get(staff, *CSEC, "csec-foundations")
