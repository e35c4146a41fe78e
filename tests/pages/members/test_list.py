"""Who signs in at a center is for its directors to see."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import email_of
from tests.pages.forms import text_of
from tests.pages.ladder import DIRECTOR_ONLY, statuses

Browse = Callable[..., FlaskClient]


def test_the_page_is_for_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "members") == DIRECTOR_ONLY


def test_members_are_listed_and_those_of_other_centers_are_not(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    member, stranger = center.member(), other_center.member()
    shown = text_of(browse(center.director).get(center.path("members")))
    assert email_of(center) in shown
    assert email_of(center, member) in shown
    assert email_of(center, stranger) not in shown
