"""Asking for a packet: what a reviewer would question is said first, and nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, submit, text_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Level
from tracker.formatting import format_date
from tracker.models import Packet
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


def test_the_check_is_of_the_days_that_were_typed_and_needs_no_script(center: CenterWorld, browse: Browse) -> None:
    client, today = browse(center.director), center.actor().today
    assert f"On {format_date(today)}, by what is known today" in text_of(client.get(center.path("packets/new")))
    chosen = {"standard": "nca-csec", "as_of": "2026-03-01", "known_on": "2026-04-02", "level": "counts"}
    answer = submit(client, center.path("packets/new"), **chosen, way="check")
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "On Mar 1, 2026, as known on Apr 2, 2026" in text_of(page)
    form = page_of(page)
    assert [form.select_one(f"input[name={name}]")["value"] for name in ("as_of", "known_on")] == [
        *("2026-03-01", "2026-04-02"),
    ]
    assert form.select_one("input[name=level][checked]")["value"] == "counts"
    with center.working():
        assert db.session.scalar(select(func.count(Packet.id))) == 0
    matrix = form.find("a", string="See who")
    assert "as_of=2026-03-01&known_on=2026-04-02" in matrix["href"]


def test_a_refused_form_is_checked_for_the_days_that_were_typed(center: CenterWorld, browse: Browse) -> None:
    answer = submit(browse(center.director), center.path("packets/new"), as_of="2026-03-01", level="everything")
    assert answer.status_code == 422
    assert "On Mar 1, 2026, by what is known today" in text_of(answer)


def test_each_record_that_is_questioned_is_one_link_away(center: CenterWorld, browse: Browse) -> None:
    key = center.completion(center.person("Ana Reyes"), title="Foundations", hours=4, topics=frozenset({"screening"}))
    client = browse(center.director)
    for page in ("packets/new", "packets/preview?standard=nca-csec"):
        link = page_of(client.get(center.path(page))).find("a", string="Foundations, Mar 2, 2026, Ana Reyes")
        assert link["href"].endswith(f"/completions/{key}"), page


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
