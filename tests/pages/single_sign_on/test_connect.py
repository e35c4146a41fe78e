"""Connecting an account with a provider and undoing it: by its owner, asked again just now, and told by mail."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld, open_session
from tests.pages.doors import email_of, is_in, later, mails_to
from tests.pages.forms import form_in, send, submit, text_of, values_of
from tests.pages.single_sign_on.visits import WITH, arrive, connect, leave
from tests.providers import LocalProvider
from tracker.db import db
from tracker.models import Account, Identity

Browse = Callable[..., FlaskClient]
PAGE, CONNECT = "/account/signing-in", "/account/connections" + WITH


def connections(center: CenterWorld, account: int | None = None) -> int:
    with center.working():
        query = select(func.count(Identity.id)).where(Identity.account_id == (account or center.director))
        return int(db.session.scalar(query) or 0)


def press_connect(client: FlaskClient, northwind: LocalProvider, sub: str) -> int:
    return client.get(northwind.consent(leave(client, PAGE, CONNECT), sub, email="dana@example.org")).status_code


def press_disconnect(client: FlaskClient) -> int:
    return submit(client, PAGE, action="/disconnect").status_code


def test_an_owner_connects_signs_in_so_and_undoes_it(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub, client, elsewhere = f"dana-{center.public_id}", browse(center.director), browse(center.director)
    assert press_connect(client, northwind, sub) == 303
    assert "dana@example.org" in text_of(client.get(PAGE))
    assert not is_in(elsewhere), "every other browser was signed out"
    assert "Northwind was connected" in mails_to(email_of(center))[-1].get_content()
    assert arrive(browse(), northwind, sub).status_code == 303
    elsewhere = browse(center.director)
    assert press_disconnect(client) == 303
    assert not is_in(elsewhere)
    assert "Northwind was disconnected" in mails_to(email_of(center))[-1].get_content()
    assert arrive(browse(), northwind, sub).status_code == 403


def test_connecting_and_undoing_ask_again_who_it_is(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client = browse(center.director)
    connect(center, northwind, f"stale-{center.public_id}")
    opened = client.get(PAGE)
    with later(minutes=11):
        answer = send(client, opened, PAGE, action="/disconnect")
        assert (answer.status_code, answer.location.startswith("/account/confirm")) == (302, True)
    assert connections(center) == 1


def test_one_identity_belongs_to_one_account(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub = f"shared-{center.public_id}"
    connect(center, northwind, sub)
    client = browse(other_center.director)
    answer = client.get(northwind.consent(leave(client, PAGE, CONNECT), sub))
    assert (answer.status_code, "another sign-in here" in text_of(answer)) == (409, True)
    assert (connections(center), connections(other_center, other_center.director)) == (1, 0)


def test_what_one_began_is_not_finished_as_somebody_else(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client = browse(center.director)
    back = northwind.consent(leave(client, PAGE, CONNECT), f"swap-{center.public_id}")
    open_session(center.app, client, other_center.director)
    assert client.get(back).location == "/account"
    assert connections(other_center, other_center.director) == 0


def test_nobody_undoes_the_connection_of_somebody_else(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, f"mine-{center.public_id}")
    connect(other_center, northwind, f"theirs-{center.public_id}")
    client = browse(center.director)
    with other_center.working():
        query = select(Identity.public_id).where(Identity.account_id == other_center.director)
        theirs = db.session.scalar(query)
    opened = client.get(PAGE)
    values = values_of(form_in(opened, "/disconnect"))
    assert client.post(f"/account/connections/{theirs}/disconnect", data=values).status_code == 404
    assert connections(other_center, other_center.director) == 1


def test_the_only_way_in_is_not_undone(center: CenterWorld, browse: Browse, northwind: LocalProvider) -> None:
    connect(center, northwind, f"only-{center.public_id}")
    with center.working():
        db.session.get_one(Account, center.director).password_hash = None
    client = browse(center.director)
    answer = submit(client, PAGE, action="/disconnect")
    assert (answer.status_code, "only way in" in text_of(answer)) == (403, True)
    connect(center, northwind, f"second-{center.public_id}")
    assert press_disconnect(client) == 303, "another one is left"
    assert press_disconnect(client) == 403
    assert connections(center) == 1
