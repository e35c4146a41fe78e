"""A visit begins at the center, at the choice between several, or at the door."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld, make_account
from tests.pages.forms import page_of, text_of
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Membership

Browse = Callable[..., FlaskClient]


def test_nobody_is_asked_to_sign_in(center: CenterWorld, browse: Browse) -> None:
    answer = browse().get("/")
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_everybody_begins_where_their_work_is(center: CenterWorld, browse: Browse) -> None:
    first = {AccessRole.STAFF: "my-training", AccessRole.DEPUTY: "home", AccessRole.DIRECTOR: "home"}
    for role, page in first.items():
        assert browse(center.member(role)).get("/").location == center.path(page)


def test_who_belongs_to_several_centers_chooses_and_sees_no_other(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    with other_center.working():
        db.session.add(Membership(account_id=center.director, role=AccessRole.STAFF, began_at=clock.now()))
    shown = browse(center.director).get("/")
    links = {str(link["href"]) for link in page_of(shown).select("main h2 a")}
    assert links == {center.path("home"), other_center.path("my-training")}


def test_who_belongs_nowhere_is_told_what_to_do(center: CenterWorld, browse: Browse) -> None:
    shown = browse(make_account(center.app)).get("/")
    assert shown.status_code == 200
    assert "Ask a director to invite you." in text_of(shown)
