"""The site visit's day picks the edition; a center may pin one; what was corrected and checked stays with its own."""

from datetime import date

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.services.lines import lines_of
from tracker.db import db
from tracker.domain.errors import NotFound, Refused
from tracker.domain.vocabulary import Level
from tracker.models import Center
from tracker.services import correcting, edition_changes, packets, standards
from tracker.services.history import Head
from tracker.services.packets import composing
from tracker.services.standards import Followed

KEY = "nca-essential-training"
AS_OF = date(2026, 11, 24)


def visit_on(center: CenterWorld, day: date | None) -> None:
    """Set the day of the site visit."""
    with center.working():
        db.session.execute(update(Center).where(Center.id == center.center_id).values(site_visit_on=day))


def pin(center: CenterWorld, edition: str) -> None:
    """Keep to an edition."""
    with center.working():
        edition_changes.pin(center.actor(), KEY, edition)


def holds(center: CenterWorld) -> Followed:
    """Return what holds at the center."""
    with center.working():
        return standards.one_followed(center.actor(), KEY)


@pytest.mark.parametrize(("day", "edition"), [("2022-12-31", "2017"), ("2023-01-01", "2023"), (None, "2023")])
def test_the_day_of_the_visit_picks_the_edition_and_today_where_none_is_set(
    center: CenterWorld, day: str | None, edition: str
) -> None:
    visit_on(center, date.fromisoformat(day) if day else None)
    assert (holds(center).edition, holds(center).pinned, holds(center).held_otherwise) == (edition, False, None)


def test_a_pinned_edition_holds_whatever_the_day_until_the_pin_is_taken_out(center: CenterWorld) -> None:
    pin(center, "2017")
    assert (holds(center).edition, holds(center).pinned) == ("2017", True)
    otherwise = holds(center).held_otherwise
    assert otherwise is not None
    assert otherwise.edition == "2023"
    pin(center, "2023")
    assert (holds(center).edition, holds(center).pinned, holds(center).held_otherwise) == ("2023", True, None)
    with center.working():
        edition_changes.unpin(center.actor(), KEY, "2023")
    assert (holds(center).edition, holds(center).pinned) == ("2023", False)


def test_pinning_again_and_unpinning_what_is_not_pinned_write_no_line(center: CenterWorld) -> None:
    for _ in range(2):
        pin(center, "2017")
    with center.working():
        edition_changes.unpin(center.actor(), KEY, "2017")
        edition_changes.unpin(center.actor(), KEY, "2017")
    written = [line.action for line in lines_of(center)]
    assert [action for action in written if "pin" in action] == ["unpin", "pin"]


def test_what_was_corrected_waits_with_its_edition_while_another_holds(center: CenterWorld) -> None:
    version = holds(center).version
    with center.working():
        values = {**correcting.get(center.actor(), KEY, "2023", "advocate-core-hours").values, "hours": "20"}
        correcting.save(center.actor(), KEY, "2023", "advocate-core-hours", values, version, "")
    pin(center, "2017")
    assert holds(center).holds.corrections == ()
    pin(center, "2023")
    assert [each.place for each in holds(center).holds.corrections] == ["hours"]


def test_an_edition_nobody_touched_yet_can_be_corrected_at_once(center: CenterWorld) -> None:
    visit_on(center, date(2022, 12, 31))
    with center.working():
        here = correcting.get(center.actor(), KEY, "2017", "advocate-core-topics")
        values = {**here.values, "note": "Ask the director."}
        correcting.save(center.actor(), KEY, "2017", "advocate-core-topics", values, here.version, "")
    assert [each.place for each in holds(center).holds.corrections] == ["note"]


def test_dropping_takes_the_pin_out_and_applying_brings_corrections_back(center: CenterWorld) -> None:
    pin(center, "2017")
    with center.working():
        standards.drop(center.actor(), KEY, "2017")
    with center.working():
        assert KEY not in {each.key for each in standards.followed(center.actor())}
        standards.follow(center.actor(), KEY, "2023")
    assert (holds(center).edition, holds(center).pinned) == ("2023", False)


def test_before_a_packet_is_issued_it_is_said_that_the_visit_falls_under_another_edition(center: CenterWorld) -> None:
    pin(center, "2017")
    with center.working():
        asked = packets.questions(center.actor(), standards.one_followed(center.actor(), KEY), center.actor().today)
    assert "Your center pinned the 2017 edition; today falls under 2023." in [each.words for each in asked]


def test_only_a_director_pins_and_only_what_ships_and_applies(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    with center.working():
        for use in (edition_changes.pin, edition_changes.unpin):
            with pytest.raises(Refused):
                use(staff, KEY, "2017")
            with pytest.raises(NotFound):
                use(center.actor(), KEY, "1999")
            with pytest.raises(NotFound):
                use(center.actor(), "louisiana-interviewers", "law")


def test_how_people_come_over_is_for_who_may_see_the_team(center: CenterWorld) -> None:
    center.person()
    staff = center.actor(center.member())
    with center.working():
        seen = edition_changes.change(center.actor(), KEY, "2023", AS_OF)
        assert seen.crossings
        own = edition_changes.change(staff, KEY, "2023", AS_OF)
        assert own.crossings == ()
        assert own.rows == seen.rows
        with pytest.raises(NotFound):
            edition_changes.change(center.actor(), KEY, "2017", AS_OF)


def test_a_packet_says_of_each_person_how_much_is_carried_in_the_very_words(center: CenterWorld) -> None:
    ana = center.person("Ana Reyes")
    center.person("Bo Ode")
    document = {"kind": "topic_record", "hours": None}
    center.completion(ana, title="Nine topics", completed_on=date(2019, 6, 3), **document)
    with center.working():
        actor = center.actor()
        followed = standards.one_followed(actor, KEY)
        told = {
            level: composing.compose(actor, followed, AS_OF, "1", Head(0, ""), level=level).context for level in Level
        }
    words = "9 of 12 carried from 2017, 3 to document"
    by_name = {each.name: each.carried for each in told[Level.FULL].people}
    assert (by_name["Ana Reyes"], by_name["Bo Ode"]) == (words, "")
    assert words in [each.carried for each in told[Level.INITIALS].people]
    assert not any(each.carried for each in told[Level.COUNTS].people)
