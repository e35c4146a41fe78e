"""A forgotten password: a link by mail for whoever has an account, and the same words for everybody."""

import os
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.doors import NEW_PASSWORD, email_of, later, link_in, mails_to, sign_in
from tests.pages.forms import submit, text_of
from tracker.db import db
from tracker.mail import outbox
from tracker.models import Account, OneTimeLink
from tracker.services import installation

Browse = Callable[..., FlaskClient]
WRONG = "not the password at all"


def ask(client: FlaskClient, address: str) -> str:
    """Ask for a link; returns what the page says."""
    answer = submit(client, "/forgot-password", email=address)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    return text_of(client.get(answer.location))


def test_a_link_goes_to_the_address_and_an_unknown_one_hears_the_same(center: CenterWorld, browse: Browse) -> None:
    address, unknown = email_of(center), f"unknown{center.director}@example.org"
    assert ask(browse(), address) == ask(browse(), unknown)
    assert mails_to(unknown) == []
    (mail,) = mails_to(address)
    assert mail["Subject"] == "Choose a new password for the training tracker"
    assert link_in(mail).startswith("/reset/")


def test_an_account_that_was_closed_gets_no_mail(center: CenterWorld, browse: Browse) -> None:
    with center.working():
        db.session.get_one(Account, center.director).active = False
    ask(browse(), email_of(center))
    assert mails_to(email_of(center)) == []


def test_only_a_digest_of_the_link_is_kept(center: CenterWorld, browse: Browse) -> None:
    ask(browse(), email_of(center))
    secret = link_in(mails_to(email_of(center))[0]).rsplit("/", 1)[1]
    with center.app.app_context():
        row = db.session.execute(select(OneTimeLink.__table__).where(OneTimeLink.account_id == center.director)).one()
    assert len(secret) == 43
    assert not [value for value in row if secret in str(value)]


def test_a_mailbox_is_not_flooded_and_the_words_stay_the_same(center: CenterWorld, browse: Browse) -> None:
    client, address = browse(), email_of(center)
    said = {ask(client, address) for _ in range(8)}
    assert len(said) == 1
    assert len(mails_to(address)) == 5
    with later(seconds=61):
        ask(client, address)
    assert len(mails_to(address)) == 6


def test_asking_for_somebody_else_again_and_again_does_not_kill_their_link(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    ask(browse(), address)
    own_link = link_in(mails_to(address)[0])
    for _ in range(3):
        ask(browse(), address)
    assert submit(browse(), own_link, password=NEW_PASSWORD).status_code == 303


def test_a_new_password_ends_the_pause_that_guessing_brought(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    ask(browse(), address)
    for _ in range(6):
        sign_in(browse(), address, WRONG)
    owner = browse()
    assert submit(owner, link_in(mails_to(address)[0]), password=NEW_PASSWORD).status_code == 303
    assert owner.get("/account").status_code == 200, "the link let the owner in, whatever was guessed meanwhile"
    assert sign_in(browse(), address, NEW_PASSWORD).status_code == 303


def test_the_disk_has_as_much_to_do_for_an_unknown_address_and_keeps_nothing(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    monkeypatch.setattr(outbox.os, "fsync", lambda handle: written.append(os.fstat(handle).st_size))
    address, unknown = email_of(center), f"nobody{center.director}@example.org"
    ask(browse(), address)
    ask(browse(), unknown)
    for_known, for_unknown = written
    assert abs(for_known - for_unknown) < 500
    folder = installation.current().mail_outbox
    assert folder is not None
    assert list(folder.glob("*.part")) == []
    assert mails_to(unknown) == []
