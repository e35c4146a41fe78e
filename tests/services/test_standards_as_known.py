"""What a standard asked is answered as it was known too: followed, pinned, corrected and checked as on that evening."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.services.test_as_known import APRIL, MARCH, MAY, at, change
from tracker import clock
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.rules import Hours
from tracker.models import Center, Person
from tracker.services import assessments, correcting, edition_changes, packets, standards, standing
from tracker.services.packets import moment, rows
from tracker.services.packets.sealing import inputs_kept
from tracker.services.standards import Followed

pytestmark = pytest.mark.usefixtures("context")
CSEC = ("nca-csec", "2023")
TRAINING = "nca-essential-training"
FOUNDATIONS = "csec-foundations"
FEBRUARY = date(2026, 2, 28)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    at(MARCH)
    yield
    clock.fix(None)


@pytest.fixture(autouse=True)
def _since_march(center: CenterWorld) -> None:
    center.followed_since(datetime(2026, 3, 1, 12, tzinfo=UTC))


def ask_for(center: CenterWorld, hours: str) -> None:
    """Correct how many hours the foundations ask for."""
    with center.working():
        actor = center.actor()
        held = correcting.get(actor, *CSEC, FOUNDATIONS)
        values = {**held.values, "hours": hours}
        correcting.save(actor, *CSEC, FOUNDATIONS, values, held.version, "As the state asks.")


def known(center: CenterWorld, key: str, day: date) -> Followed:
    """Return a standard as it was known to hold."""
    with center.working():
        return standards.one_followed(center.actor(), key, day)


def hours(followed: Followed) -> Decimal:
    """Return how many hours the foundations ask for."""
    rule = followed.standard.requirement(FOUNDATIONS).rule
    assert isinstance(rule, Hours)
    return rule.hours


def test_a_number_that_was_corrected_later_was_another_one_then(center: CenterWorld) -> None:
    at(APRIL)
    ask_for(center, "6")
    at(MAY)
    ask_for(center, "8")
    assert [hours(known(center, "nca-csec", day)) for day in (MARCH, APRIL, MAY)] == [4, 6, 8]
    assert known(center, "nca-csec", MARCH).holds.digest != known(center, "nca-csec", APRIL).holds.digest


def test_the_matrix_of_then_and_a_persons_page_judge_by_the_number_of_then(center: CenterWorld) -> None:
    ana = center.person("Ana Reyes")
    center.completion(ana, hours=4, topics=frozenset({"screening"}), recorded_at=clock.now())
    key = center.public_id_of(Person, ana)
    at(APRIL)
    ask_for(center, "6")
    with center.working():
        actor = center.actor()
        team = [
            assessments.of_team(actor, standards.one_followed(actor, "nca-csec", day), APRIL, day).cell(
                key, FOUNDATIONS
            )
            for day in (MARCH, None)
        ]
        own = [
            next(each.finding for each in one.standings if each.finding.requirement.id == FOUNDATIONS)
            for day in (MARCH, None)
            for one in standing.of(actor, key, APRIL, day).standards
            if one.followed.key == "nca-csec"
        ]
    assert [each.reason for each in team] == [each.reason for each in own]
    assert ["of 4 hours" in each.reason for each in team] == [True, False]
    assert ["of 6 hours" in each.reason for each in team] == [False, True]


def test_a_standard_that_was_dropped_later_applied_then_and_one_followed_later_did_not(center: CenterWorld) -> None:
    at(APRIL)
    with center.working():
        standards.drop(center.actor(), *CSEC)
        standards.follow(center.actor(), "louisiana-interviewers", "law")
    with center.working():
        then, now = ({each.key for each in standards.followed(center.actor(), day)} for day in (MARCH, APRIL))
        assert now == {each.key for each in standards.followed(center.actor())}
    assert then - now == {"nca-csec"}
    assert now - then == {"louisiana-interviewers"}
    with pytest.raises(NotFound, match="As known on Mar 1, 2026, the center did not follow this standard"):
        known(center, "louisiana-interviewers", MARCH)


def test_before_anything_was_followed_nothing_applied(center: CenterWorld) -> None:
    with center.working():
        assert standards.followed(center.actor(), FEBRUARY) == ()


def test_an_edition_that_was_pinned_later_was_picked_by_the_day_of_the_visit_then(center: CenterWorld) -> None:
    change(center, Center, site_visit_on=date(2026, 12, 1))
    at(APRIL)
    with center.working():
        edition_changes.pin(center.actor(), TRAINING, "2017")
    at(MAY)
    with center.working():
        edition_changes.unpin(center.actor(), TRAINING, "2017")
    change(center, Center, site_visit_on=date(2022, 12, 1))
    at(date(2026, 6, 1))
    change(center, Center, site_visit_on=date(2027, 6, 1))
    found = [known(center, TRAINING, day) for day in (MARCH, APRIL, MAY)]
    assert [(each.edition, each.pinned) for each in found] == [("2023", False), ("2017", True), ("2017", False)]
    assert [each.visit_on for each in found] == [date(2026, 12, 1), date(2026, 12, 1), date(2022, 12, 1)]


def test_a_text_that_was_checked_later_was_a_draft_then_and_one_unmarked_later_was_checked(center: CenterWorld) -> None:
    at(APRIL)
    with center.working():
        standards.mark_checked(center.actor(), *CSEC, APRIL, "Page by page.")
    at(MAY)
    with center.working():
        standards.unmark(center.actor(), *CSEC)
    march, april, may = (known(center, "nca-csec", day) for day in (MARCH, APRIL, MAY))
    assert (march.standard.checked, may.standard.checked) == (None, None)
    assert (april.checked_by, april.checked_on, april.checked_note) == ("Dana Whitfield", APRIL, "Page by page.")


def test_as_known_today_is_what_holds_today(center: CenterWorld) -> None:
    at(APRIL)
    ask_for(center, "6")
    with center.working():
        actor = center.actor()
        assert standards.followed(actor, APRIL) == standards.followed(actor)


def test_what_another_center_corrected_is_not_looked_at(center: CenterWorld, other_center: CenterWorld) -> None:
    at(APRIL)
    ask_for(other_center, "6")
    assert [hours(known(center, "nca-csec", day)) for day in (MARCH, APRIL)] == [4, 4]
    other_center.followed_since(datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert [hours(known(other_center, "nca-csec", day)) for day in (MARCH, APRIL)] == [4, 6]


def test_a_packet_as_known_on_a_day_is_judged_by_the_standard_of_then(center: CenterWorld) -> None:
    at(APRIL)
    ask_for(center, "6")
    notes = []
    for day in (MARCH, None):
        with center.working():
            packet = packets.ask(center.actor(), "nca-csec", MARCH, known_on=day)
        assert rows.waiting.claim(center.center_id, packet)
        digest, _ = moment.keep_inputs(center.center_id, packet, clock.now)
        asks = inputs_kept(digest).context.requirements
        notes.append(next(each.note for each in asks if each.id == FOUNDATIONS))
    assert "Corrected by this center" not in notes[0]
    assert "Corrected by this center: hours 6 in place of 4." in notes[1]


def test_a_packet_of_a_standard_that_did_not_apply_then_is_refused_at_the_day(center: CenterWorld) -> None:
    with center.working(), pytest.raises(Conflict, match="did not follow") as caught:
        packets.ask(center.actor(), "nca-csec", FEBRUARY, known_on=FEBRUARY)
    assert caught.value.field == "known_on"
