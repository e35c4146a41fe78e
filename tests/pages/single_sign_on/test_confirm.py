"""Showing again that it is you, through a provider: only where it says that you signed in there just now."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import later
from tests.pages.forms import text_of
from tests.pages.single_sign_on.visits import WITH, connect, leave
from tests.providers import LocalProvider
from tracker import clock

Browse = Callable[..., FlaskClient]
CONFIRM = "/account/confirm" + WITH


def just_now() -> int:
    return int(clock.now().timestamp())


def test_whoever_signed_in_there_just_now_goes_on(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub, client, page = f"again-{center.public_id}", browse(center.director), center.path("members")
    connect(center, northwind, sub)
    with later(minutes=11):
        address = leave(client, f"/account/confirm?next={page}", CONFIRM)
        assert "prompt=login" in address
        assert "max_age=0" in address
        answer = client.get(northwind.consent(address, sub, auth_time=just_now()))
        assert (answer.status_code, answer.location) == (303, page)
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("sub", "ago", "words"),
    [("own", None, "just now"), ("own", 3600, "just now"), ("other", 0, "somebody else")],
)
def test_an_old_sign_in_there_an_unsaid_one_or_somebody_elses_confirms_nothing(
    sub: str, ago: int | None, words: str, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client, page = browse(center.director), center.path("members")
    connect(center, northwind, f"own-{center.public_id}")
    with later(minutes=11):
        back = northwind.consent(
            leave(client, "/account/confirm", CONFIRM),
            f"{sub}-{center.public_id}",
            **({} if ago is None else {"auth_time": just_now() - ago}),
        )
        answer = client.get(back)
        assert (answer.status_code, words in text_of(answer)) == (403, True)
        assert client.get(page).location.startswith("/account/confirm")


def test_no_button_for_who_is_not_connected(center: CenterWorld, browse: Browse, northwind: LocalProvider) -> None:
    assert "Northwind" not in text_of(browse(center.director).get("/account/confirm"))
