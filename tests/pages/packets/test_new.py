"""Asking for a packet: what a reviewer would question is said first, and nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, submit, text_of
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Level
from tracker.services import standards

Browse = Callable[..., FlaskClient]


def test_a_director_asks_for_a_packet_and_sees_it_wait(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    answer = submit(client, center.path("packets/new"), standard="nca-csec")
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "It waits for its turn" in text_of(page)
    assert "Packet 1" in text_of(client.get(center.path("packets")))


def test_a_deputy_may_ask_and_staff_may_not(center: CenterWorld, browse: Browse) -> None:
    assert browse(center.member(AccessRole.DEPUTY)).get(center.path("packets/new")).status_code == 200
    staff = browse(center.member())
    for path in ("packets", "packets/new"):
        assert staff.get(center.path(path)).status_code == 403


def test_it_says_first_what_a_reviewer_would_question(center: CenterWorld, browse: Browse) -> None:
    page = browse(center.director).get(center.path("packets/new"))
    assert "Nobody has compared this standard's text" in text_of(page)
    assert page_of(page).select_one(f'main a[href*="/c/{center.public_id}/standards/nca-csec/2023"]')


def test_the_same_form_sent_twice_asks_once(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    key = "ab" * 16
    first, second = (submit(client, center.path("packets/new"), submission_key=key) for _ in range(2))
    assert first.location == second.location


def test_a_day_to_come_is_refused_and_kept(center: CenterWorld, browse: Browse) -> None:
    later = (center.actor().today + timedelta(days=2)).isoformat()
    answer = submit(browse(center.director), center.path("packets/new"), as_of=later)
    assert answer.status_code == 422
    assert errors_of(answer)
    field = page_of(answer).select_one("input[name=as_of]")
    assert field is not None
    assert field["value"] == later


def test_days_that_are_none_and_standards_that_are_not_there_are_refused(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for values in ({"as_of": "9999-12-31"}, {"as_of": "0001-01-01"}, {"as_of": "soon"}, {"standard": "x" * 10_000}):
        answer = submit(client, center.path("packets/new"), **values)
        assert (answer.status_code, bool(errors_of(answer))) == (422, True), values


def test_an_address_may_name_any_day_and_standard(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for query in ("as_of=9999-12-31", "as_of=%00", "standard=no-such", "standard=%F0%9F%A6%8A", "as_of=2026-09-30"):
        assert client.get(center.path(f"packets/new?{query}")).status_code == 200


def test_a_center_that_follows_nothing_is_led_to_the_standards(center: CenterWorld, browse: Browse) -> None:
    with center.working():
        for each in standards.followed(center.actor()):
            standards.drop(center.actor(), each.key, each.edition)
    assert "No standard applies yet" in text_of(browse(center.director).get(center.path("packets/new")))


@pytest.mark.parametrize("level", list(Level))
def test_the_level_of_names_is_chosen_and_shown_in_the_register(
    level: Level, center: CenterWorld, browse: Browse
) -> None:
    client = browse(center.director)
    answer = submit(client, center.path("packets/new"), standard="nca-csec", level=level.value)
    assert answer.status_code == 303
    assert level.label in text_of(client.get(center.path("packets")))
    shown = text_of(client.get(answer.location))
    assert (level.label.lower() in shown) == (level is not Level.FULL)


def test_full_names_are_offered_first_and_each_level_says_whom_it_fits(center: CenterWorld, browse: Browse) -> None:
    page = page_of(browse(center.director).get(center.path("packets/new")))
    offered = [(str(each["value"]), each.has_attr("checked")) for each in page.select("input[name=level]")]
    assert offered == [("full", True), ("initials", False), ("counts", False)]
    said = page.get_text()
    for words in ("For the reviewer", "For your board or a partner", "For a funder or a yearly report"):
        assert words in said


def test_a_level_that_there_is_not_is_refused_and_never_becomes_full_names(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for level in ("", "everything", "FULL"):
        answer = submit(client, center.path("packets/new"), standard="nca-csec", level=level)
        assert (answer.status_code, bool(errors_of(answer))) == (422, True), level


def test_an_address_may_choose_the_level_before(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    page = page_of(client.get(center.path("packets/new?level=counts")))
    (chosen,) = page.select("input[name=level][checked]")
    assert chosen["value"] == "counts"
    assert client.get(center.path("packets/new?level=%00")).status_code == 200
