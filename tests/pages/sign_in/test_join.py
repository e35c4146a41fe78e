"""Joining by an invitation: once, within 48 hours, as somebody new or with the account one has."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import PASSWORD, CenterWorld
from tests.pages.doors import NEW_PASSWORD, email_of, is_in, later, sign_in
from tests.pages.forms import errors_of, send, submit, text_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Account, HistoryEntry, Membership, Person
from tracker.services import invitations, memberships

Browse = Callable[..., FlaskClient]


def invited(center: CenterWorld, address: str, role: AccessRole = AccessRole.STAFF, person: int | None = None) -> str:
    """Invite an address; returns the path of the link."""
    named = center.public_id_of(Person, person) if person else None
    with center.working():
        _, link = invitations.invite(center.actor(), address, role, named)
    return link[link.index("/join/") :]


def new_address(center: CenterWorld) -> str:
    return f"guest{center.director}@example.org"


def member_rows(center: CenterWorld, address: str) -> list[Membership]:
    with center.working():
        query = select(Membership).join(Account, Account.id == Membership.account_id).where(Account.email == address)
        rows = list(db.session.scalars(query))
        db.session.expunge_all()
        return rows


def test_somebody_new_joins_is_signed_in_and_is_the_person_of_the_invitation(
    center: CenterWorld, browse: Browse
) -> None:
    person, client = center.person("Ana Reyes"), browse()
    link = invited(center, new_address(center), person=person)
    opened = client.get(link)
    assert 'value="Ana Reyes"' in opened.get_data(as_text=True), "the name is proposed"
    answer = send(client, opened, link, password=NEW_PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == center.path("my-training")
    (row,) = member_rows(center, new_address(center))
    assert (row.role, row.person_id) == (AccessRole.STAFF, person)
    with center.working():
        (line,) = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "join")).all()
        assert line.detail == {"role": "staff"}


def test_an_invitation_works_once_for_two_days_and_not_when_withdrawn(center: CenterWorld, browse: Browse) -> None:
    used = invited(center, new_address(center))
    assert submit(browse(), used, name="Ana Reyes", password=NEW_PASSWORD).status_code == 303
    standing = invited(center, "second@example.org")
    replaced = invited(center, "third@example.org")
    invited(center, "third@example.org")
    for dead in (used, replaced):
        answer = browse().get(dead)
        assert answer.status_code == 404
        assert "used already, was withdrawn, or is older than 48 hours" in text_of(answer)
    with later(hours=47, minutes=59):
        assert browse().get(standing).status_code == 200
    with later(hours=48, seconds=1):
        assert browse().get(standing).status_code == 404


def test_of_two_who_join_by_one_link_at_the_same_moment_one_does(center: CenterWorld, browse: Browse) -> None:
    link = invited(center, new_address(center))
    clients = [browse() for _ in range(4)]
    opened = [client.get(link) for client in clients]

    def join(number: int) -> int:
        values = {"name": "Ana Reyes", "password": NEW_PASSWORD}
        return send(clients[number], opened[number], link, **values).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(join, range(4))) == [303, 404, 404, 404]
    assert len(member_rows(center, new_address(center))) == 1


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": ""}, "Enter your name."),
        ({"name": "é" * 10_000}, "Your name must be 120 characters or fewer."),
        ({"password": "too short"}, "Use at least 15 characters."),
        ({"password": "Harbor House CAC forever"}, "Leave your own and the center's name out"),
        ({"password": "123456789012345"}, "easy to guess"),
    ],
)
def test_what_will_not_do_is_said_and_the_invitation_stands(
    center: CenterWorld, browse: Browse, values: dict[str, str], error: str
) -> None:
    link, client = invited(center, new_address(center)), browse()
    answer = submit(client, link, **{"name": "Ana Reyes", "password": NEW_PASSWORD, **values})
    assert answer.status_code == 422
    assert error in errors_of(answer)[0]
    assert submit(client, link, name="Ana Reyes", password=NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize("name", ["مريم الأحمد", "Zoë 🧡 Núñez", "李小龍"])
def test_people_are_called_what_they_are_called(center: CenterWorld, browse: Browse, name: str) -> None:
    client = browse()
    submit(client, invited(center, new_address(center)), name=name, password=NEW_PASSWORD)
    assert name in text_of(client.get("/account"))


def test_an_account_of_another_center_joins_with_its_password_and_has_both(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    address, client = email_of(other_center), browse()
    link = invited(center, address, AccessRole.DEPUTY)
    wrong = submit(client, link, password="not the password at all")
    assert (wrong.status_code, errors_of(wrong)) == (422, ["This is not the password of that account."])
    assert member_rows(center, address) == []
    assert submit(client, link, password=PASSWORD).status_code == 303
    chosen = client.get("/")
    assert chosen.status_code == 200
    body = chosen.get_data(as_text=True)
    assert center.path("home") in body
    assert other_center.path("home") in body
    assert client.get(center.path("home")).status_code != 404


def test_a_link_alone_does_not_add_a_center_to_whoever_is_signed_in(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    link = invited(center, email_of(other_center))
    somebody_else = browse(center.member())
    assert "has an account already" in text_of(somebody_else.get(link))
    assert submit(somebody_else, link, password="").status_code == 422
    assert submit(somebody_else, link, password=PASSWORD).status_code == 303
    assert email_of(other_center) in text_of(somebody_else.get("/account")), "now signed in as the one invited"


def test_guessing_at_an_invitation_is_slowed_like_signing_in(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    link, client = invited(center, email_of(other_center)), browse()
    tries = [submit(client, link, password="not the password at all").status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]
    assert sign_in(browse(), email_of(other_center)).status_code == 429


def test_two_accounts_are_not_made_the_same_person(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    first, second = (invited(center, f"{n}{new_address(center)}", person=person) for n in "ab")
    assert submit(browse(), first, name="Ana Reyes", password=NEW_PASSWORD).status_code == 303
    late = submit(browse(), second, name="Ana Reyes", password=NEW_PASSWORD)
    assert late.status_code == 422
    assert "signs in already" in errors_of(late)[0]
    with center.working():
        assert db.session.scalar(select(func.count()).where(Account.email == f"b{new_address(center)}")) == 0


def test_who_left_and_is_invited_again_is_the_same_member(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    account = center.member(AccessRole.DEPUTY, person)
    address = email_of(center, account)
    (before,) = member_rows(center, address)
    with center.working():
        memberships.end(center.actor(), before.public_id)
    client = browse()
    assert submit(client, invited(center, address), password=PASSWORD).status_code == 303
    (row,) = member_rows(center, address)
    assert (row.id, row.role, row.person_id, row.ended_at) == (before.id, AccessRole.STAFF, person, None)
    assert is_in(client)
