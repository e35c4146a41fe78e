"""A director lets somebody read a packet, sees what was looked at, and takes the link back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import desks as making
from tests.factories import CenterWorld, begin_center
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import DIRECTOR_ONLY, TEAM_ONLY, statuses
from tests.services.files import row_of
from tracker.domain.access import AccessRole
from tracker.models import Desk
from tracker.services import history

Browse = Callable[..., FlaskClient]


def test_the_link_is_shown_once_and_only_its_digest_is_kept(center: CenterWorld, browse: Browse) -> None:
    client, packet = browse(center.director), making.issued_packet(center)
    page = center.path(f"packets/{packet}/desks/new")
    shown = submit(client, page, reviewer="Sam Ortiz", passphrase="harbor lantern")
    link = page_of(shown).select_one(".secret")
    assert link is not None
    token = link.get_text().rsplit("/", 1)[1]
    listed = client.get(center.path(f"packets/{packet}/desks"))
    assert "Sam Ortiz" in text_of(listed)
    desk = str(page_of(listed).select("tbody a")[0]["href"]).rsplit("/", 1)[1]
    row = row_of(center, desk, Desk)
    assert token not in {row.digest, row.passphrase_hash, row.public_id}
    assert row.passphrase_hash.startswith("$argon2id$")
    assert token not in client.get(center.path(f"desks/{desk}")).get_data(as_text=True)
    with center.working():
        (line,) = history.lines(subject_id=desk)
    assert (line.action, line.detail["reviewer"], token in str(line.detail)) == ("give", "Sam Ortiz", False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": 181}, "Choose a day from today to"),
        ({"days": -1}, "Choose a day from today to"),
        ({"passphrase": "short"}, "Use at least 8 characters, or none."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    wrong: dict[str, object], said: str, center: CenterWorld, browse: Browse
) -> None:
    client, packet = browse(center.director), making.issued_packet(center)
    day = center.actor().today + timedelta(days=int(str(wrong.get("days", 5))))
    sent = {"reviewer": "Sam Ortiz", "ends_on": day.isoformat(), "passphrase": wrong.get("passphrase", "")}
    answer = submit(client, center.path(f"packets/{packet}/desks/new"), **sent)
    assert answer.status_code == 422
    assert any(said in error for error in errors_of(answer))


def test_what_was_looked_at_is_told_by_kind_and_day(app: Flask, center: CenterWorld, browse: Browse) -> None:
    desk, _ = making.given(center)
    reader = making.sit_down(app, app.test_client(), desk)
    for page in ("", f"/requirements/{making.REQUIREMENT}", f"/requirements/{making.REQUIREMENT}"):
        reader.get(f"/desk/{desk}{page}")
    told = text_of(browse(center.director).get(center.path(f"desks/{desk}")))
    assert "The summary" in told
    assert "A requirement" in told


def test_it_is_revoked_by_one_press(app: Flask, center: CenterWorld, browse: Browse) -> None:
    desk, token = making.given(center)
    client, reader = browse(center.director), making.sit_down(app, app.test_client(), desk)
    page = center.path(f"desks/{desk}")
    assert submit(client, page, action=f"{page}/revoke").status_code == 303
    assert "Revoked" in text_of(client.get(page))
    assert reader.get(f"/desk/{desk}").status_code == 404
    assert reader.get(f"/desk/open/{token}").status_code == 404


def test_it_closes_with_the_right_of_its_giver_until_another_director_takes_it_over(
    app: Flask, center: CenterWorld, browse: Browse
) -> None:
    desk, token = making.given(center)
    reader, other = making.sit_down(app, app.test_client(), desk), center.member(AccessRole.DIRECTOR)
    center.end_director(other)
    assert [reader.get(f"/desk/{at}").status_code for at in (desk, f"open/{token}")] == [404, 404]
    client, page = browse(other), center.path(f"desks/{desk}")
    assert "Dana Whitfield gave it and cannot give one any more" in text_of(client.get(page))
    assert "Take it over, or revoke it" in text_of(client.get(center.path("access")))
    assert submit(client, page, action=f"{page}/take-over").status_code == 303
    assert "Nobody stands for this link" not in text_of(client.get(page))
    assert [reader.get(f"/desk/{at}").status_code for at in (desk, f"open/{token}")] == [200, 200]
    with center.working():
        assert [line.action for line in history.lines(subject_id=desk)][:1] == ["take_over"]


def test_it_is_taken_over_once_and_only_where_nobody_stands_for_it(center: CenterWorld, browse: Browse) -> None:
    desk, _ = making.given(center)
    other = center.member(AccessRole.DIRECTOR)
    client, page = browse(other), center.path(f"desks/{desk}")
    assert "Take it over" not in text_of(client.get(page))
    center.end_director(other)
    seen = client.get(page)
    answers = [send(client, seen, f"{page}/take-over") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]


def test_who_may(app: Flask, center: CenterWorld, browse: Browse) -> None:
    stranger = begin_center(app)
    packet = making.issued_packet(center)
    assert statuses(center, stranger, browse, f"packets/{packet}/desks") == TEAM_ONLY
    assert statuses(center, stranger, browse, f"packets/{packet}/desks/new") == DIRECTOR_ONLY
