"""Making a token on the page, and revoking it there."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import form_in, page_of, text_of, values_of
from tests.programs import Program
from tracker.domain.access import AccessRole

Browse = Callable[..., FlaskClient]


def filled(client: FlaskClient, center: CenterWorld, days: int = 30) -> dict[str, str]:
    form = form_in(client.get(center.path("tokens")), "tokens/make")
    until = (center.actor().today + timedelta(days=days)).isoformat()
    return {**values_of(form), "name": "Learning platform", "may": "read", "ends_on": until}


def test_a_deputy_makes_one_that_is_shown_once_and_opens_the_record(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.member(AccessRole.DEPUTY))
    form = filled(client, center)
    made = client.post(center.path("tokens/make"), data=form)
    secret = page_of(made).select_one(".secret")
    assert made.status_code == 200
    assert secret is not None
    program = Program(center.app, secret.get_text(strip=True), "Learning platform")
    assert program.read("/center")["id"] == center.public_id
    listed = text_of(client.get(center.path("tokens")))
    assert program.token not in listed
    assert program.token[:10] in listed
    again = client.post(center.path("tokens/make"), data=form)
    assert again.status_code == 303, "the form's twin makes no other one"


def test_what_cannot_be_is_said_at_its_field(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    answer = client.post(center.path("tokens/make"), data=filled(client, center, days=400))
    assert answer.status_code == 422
    assert "a year at most" in text_of(answer)


def test_one_button_revokes_it(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    made = client.post(center.path("tokens/make"), data=filled(client, center))
    program = Program(center.app, str(page_of(made).select_one(".secret").get_text(strip=True)), "")  # type: ignore[union-attr]  # there
    form = form_in(client.get(center.path("tokens")), "/revoke")
    assert client.post(str(form["action"]), data=values_of(form)).status_code == 303
    assert program.get("/center").status_code == 401
    told = text_of(client.get(center.path("history")))
    assert "made a token for programs" in told
    assert "revoked a token for programs" in told
