"""Joining by an invitation through a provider: with the very address that was invited, proved to be theirs."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in
from tests.pages.forms import text_of
from tests.pages.single_sign_on.visits import WITH, arrive, connect, leave
from tests.providers import LocalProvider
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Account, Invitation
from tracker.services import invitations

Browse = Callable[..., FlaskClient]


def invited(center: CenterWorld, address: str) -> str:
    with center.working():
        _, link = invitations.invite(center.actor(), address, AccessRole.STAFF, None)
    return link[link.index("/join/") :]


def address_of(center: CenterWorld) -> str:
    return f"guest{center.director}@example.org"


def join(client: FlaskClient, northwind: LocalProvider, link: str, sub: str, /, **claims: object) -> TestResponse:
    return client.get(northwind.consent(leave(client, link, WITH), sub, **claims))


def is_unused(center: CenterWorld) -> bool:
    with center.working():
        return db.session.scalar(select(Invitation.used_at)) is None


@pytest.mark.parametrize("proof", [{"email_verified": True}, {"xms_edov": True}, {"xms_edov": "1"}])
def test_somebody_new_joins_without_a_password_and_signs_in_so_from_then_on(
    proof: dict[str, object], center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub, client = f"new-{center.public_id}", browse()
    claims = {"email": address_of(center).upper(), "name": "Ana Reyes", **proof}
    answer = join(client, northwind, invited(center, address_of(center)), sub, **claims)
    assert answer.status_code == 303
    assert is_in(client)
    with center.working():
        account = db.session.scalars(select(Account).where(Account.email == address_of(center))).one()
        assert (account.display_name, account.password_hash) == ("Ana Reyes", None)
    again = browse()
    assert arrive(again, northwind, sub).status_code == 303
    assert again.get(center.path("my-training")).status_code == 200


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({}, "somebody else"),
        ({"email": "eve@example.org", "email_verified": True}, "somebody else"),
        ({"email": "{invited}"}, "does not say"),
        ({"email": "{invited}", "email_verified": "true"}, "does not say"),
        ({"email": "{invited}", "email_verified": False, "xms_edov": False}, "does not say"),
        ({"email": "{invited}", "email_verified": 1, "xms_edov": "0"}, "does not say"),
        ({"email": ["{invited}"], "email_verified": True}, "somebody else"),
    ],
)
def test_nobody_joins_with_an_address_that_is_not_proved_or_not_the_invited_one(
    claims: dict[str, object], words: str, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    said = {name: address_of(center) if value == "{invited}" else value for name, value in claims.items()}
    client = browse()
    answer = join(client, northwind, invited(center, address_of(center)), f"eve-{center.public_id}", **said)
    assert answer.status_code == 403
    assert words in text_of(answer)
    assert not is_in(client)
    assert is_unused(center), "the invitation still stands"


def test_an_account_that_exists_is_not_taken_over_by_its_address(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    link, client = invited(center, email_of(other_center)), browse()
    answer = join(client, northwind, link, "eve", email=email_of(other_center), email_verified=True)
    assert (answer.status_code, "has an account here already" in text_of(answer)) == (403, True)
    assert not is_in(client)
    assert is_unused(center)


def test_who_is_connected_already_joins_a_further_center(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub, client = f"known-{center.public_id}", browse()
    connect(other_center, northwind, sub)
    assert join(client, northwind, invited(center, email_of(other_center)), sub).status_code == 303
    assert client.get(center.path("my-training")).status_code == 200


def test_who_is_connected_with_another_account_does_not_begin_a_second(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    sub, client = f"twice-{center.public_id}", browse()
    connect(other_center, northwind, sub)
    claims = {"email": address_of(center), "email_verified": True}
    answer = join(client, northwind, invited(center, address_of(center)), sub, **claims)
    assert (answer.status_code, "another sign-in here" in text_of(answer)) == (409, True)
    assert is_unused(center)


def test_an_invitation_that_was_withdrawn_meanwhile_lets_nobody_in(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client, link = browse(), invited(center, address_of(center))
    back = northwind.consent(leave(client, link, WITH), "late", email=address_of(center), email_verified=True)
    with center.working():
        invitations.withdraw(center.actor(), invitations.standing(center.actor())[0].public_id)
    assert client.get(back).status_code == 404
    assert not is_in(client)
