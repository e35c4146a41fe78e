"""Going to the provider and back, as a browser does it."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import page_of, submit
from tests.providers import LocalProvider
from tracker import clock
from tracker.db import db
from tracker.models import Identity

WITH = "/with/other"


def leave(client: FlaskClient, path: str = "/sign-in", action: str = "/sign-in" + WITH) -> str:
    """Press the button of a page that leads to the provider; returns the provider's address that it leads to."""
    answer = submit(client, path, action=action)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    address = answer.headers["Refresh"].removeprefix("0; url=")
    link = page_of(answer).select_one("main a.button")
    assert link is not None
    assert link["href"] == address, "whoever is not led on has a link"
    return address


def arrive(client: FlaskClient, northwind: LocalProvider, sub: str, /, **claims: object) -> TestResponse:
    """Sign in through the provider as somebody of it."""
    return client.get(northwind.consent(leave(client), sub, **claims))


def connect(center: CenterWorld, northwind: LocalProvider, sub: str, account: int | None = None) -> None:
    """Connect an account with somebody of the provider; the director's unless another is named."""
    with center.working():
        db.session.add(
            Identity(
                account_id=account or center.director,
                issuer=northwind.issuer,
                subject=sub,
                email="",
                added_at=clock.now(),
            )
        )
