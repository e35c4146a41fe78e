"""Who reaches a page: asked of every page in the same way."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import form_in, values_of
from tracker.domain.access import AccessRole

Browse = Callable[..., FlaskClient]
NOBODYS = "2" * 20


def statuses(center: CenterWorld, stranger: CenterWorld, browse: Browse, page: str) -> dict[str, int]:
    """Return how a page answers each kind of caller."""
    callers = {
        "director": center.director,
        "deputy": center.member(AccessRole.DEPUTY),
        "staff": center.member(),
        "stranger": stranger.director,
        "nobody": None,
    }
    return {who: browse(account).get(center.path(page)).status_code for who, account in callers.items()}


TEAM_ONLY = {"director": 200, "deputy": 200, "staff": 403, "stranger": 404, "nobody": 302}
DIRECTOR_ONLY = {**TEAM_ONLY, "deputy": 403}
EVERYBODY_HERE = {**TEAM_ONLY, "staff": 200}


def post(client: FlaskClient, center: CenterWorld, page: str, **values: Any) -> TestResponse:
    """Send what no form of a page offers the caller, with a token and a key that are the caller's own."""
    own = values_of(form_in(client.get(center.path("completions/new"))))
    sent = {name: own[name] for name in ("csrf_token", "submission_key")}
    return client.post(center.path(page), data={**sent, **values})
