"""What a packet would say, seen before it is issued: nothing is issued by looking."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import page_of, submit, text_of
from tests.services.packets.conftest import AS_OF, CSEC, proved
from tracker.db import db
from tracker.models import Packet
from tracker.services import standards

Browse = Callable[..., FlaskClient]


def how_many(center: CenterWorld) -> int:
    with center.working():
        return int(db.session.scalar(select(func.count(Packet.id))))


def test_it_is_asked_for_beside_issuing_and_keeps_what_was_chosen(center: CenterWorld, browse: Browse) -> None:
    center.followed_since(datetime(2026, 10, 1, 17, tzinfo=UTC))
    client, new = browse(center.director), center.path("packets/new")
    answer = submit(client, new, standard=CSEC, as_of=AS_OF.isoformat(), known_on="2026-10-01", way="see")
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "as of Sep 30, 2026, as known on Oct 1, 2026" in text_of(page)
    back = page_of(page).find("a", string="Back to issue it")
    form = page_of(client.get(back["href"]))
    assert form.select_one("input[name=as_of]")["value"] == AS_OF.isoformat()
    assert form.select_one("input[name=known_on]")["value"] == "2026-10-01"
    assert how_many(center) == 0


def test_it_says_who_stands_how_and_by_which_exhibit(center: CenterWorld, browse: Browse) -> None:
    ana = center.person("Ana Reyes")
    proved(center, making.pdf(2), person_id=ana, title="Foundations", hours=4, topics=frozenset({"screening"}))
    page = browse(center.director).get(center.path(f"packets/preview?standard={CSEC}&as_of={AS_OF}"))
    told = page_of(page)
    (exhibit,) = told.select("tr[id^=exhibit-]")
    assert exhibit.get_text(" ", strip=True) == "Exhibit 1 Foundations Mar 2, 2026 Ana Reyes 2"
    row = next(row for row in told.select("tr") if row.find("a", href="#exhibit-1"))
    assert row.find("th").get_text(strip=True) == "Ana Reyes"


def test_an_address_that_names_no_standard_of_the_center_shows_the_first(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    first, other = (text_of(client.get(center.path(f"packets/preview{query}"))) for query in ("", "?standard=nobodys"))
    assert "What the packet would say" in first
    assert other == first


@pytest.mark.parametrize("level", ["initials", "counts"])
def test_it_shows_no_more_than_the_level_that_was_chosen(level: str, center: CenterWorld, browse: Browse) -> None:
    ana = center.person("Ana Quillfeather")
    proved(center, making.pdf(2), person_id=ana, title="Foundations", hours=4, topics=frozenset({"screening"}))
    client = browse(center.director)
    answer = submit(client, center.path("packets/new"), standard=CSEC, as_of=AS_OF.isoformat(), level=level, way="see")
    page = client.get(answer.location)
    shown = text_of(page)
    assert "Quillfeather" not in shown
    assert "left out at this level" in shown
    assert ("A. Q. (Victim advocate)" in shown) == (level == "initials")
    back = page_of(page).find("a", string="Back to issue it")
    assert page_of(client.get(back["href"])).select_one("input[name=level][checked]")["value"] == level


def test_a_standard_that_did_not_apply_then_is_told_at_the_day(center: CenterWorld, browse: Browse) -> None:
    client, new = browse(center.director), center.path("packets/new")
    answer = submit(client, new, standard=CSEC, as_of=AS_OF.isoformat(), known_on="2019-10-01", way="issue")
    assert answer.status_code == 422
    assert "As known on Oct 1, 2019, the center did not follow this standard." in text_of(answer)
    assert "No standard applied on Oct 1, 2019" in text_of(
        client.get(center.path("packets/preview?known_on=2019-10-01"))
    )


def test_a_standard_that_was_dropped_since_can_still_be_told_of_as_known_then(
    center: CenterWorld, browse: Browse
) -> None:
    center.followed_since(datetime(2019, 1, 1, 17, tzinfo=UTC))
    with center.working():
        standards.drop(center.actor(), CSEC, "2023")
    client = browse(center.director)
    options = {
        known: [each["value"] for each in page_of(client.get(center.path(f"packets/new{known}"))).select("option")]
        for known in ("", "?known_on=2019-10-01")
    }
    assert CSEC not in options[""]
    assert CSEC in options["?known_on=2019-10-01"]
