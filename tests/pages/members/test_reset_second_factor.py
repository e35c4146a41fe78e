"""A director resets the second factor of a member who lost everything; no center weakens an account of another."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in, mails_to, sign_in
from tests.pages.forms import page_of, send, submit, text_of
from tests.pages.second_factor import set_up_app
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.models import Account, Membership
from tracker.services import history, memberships
from tracker.services.second_factor import standing

Browse = Callable[..., FlaskClient]
TO = "/reset-second-factor"


@pytest.fixture
def deputy(center: CenterWorld, browse: Browse) -> int:
    """A deputy with an app."""
    account = center.member(AccessRole.DEPUTY)
    set_up_app(browse(account))
    return account


def membership_of(center: CenterWorld, account: int) -> str:
    with center.working():
        return str(db.session.scalar(select(Membership.public_id).where(Membership.account_id == account)))


def test_the_password_alone_signs_in_after_and_history_and_the_owner_hear_of_it(
    center: CenterWorld, browse: Browse, deputy: int
) -> None:
    theirs, client = browse(deputy), browse(center.director)
    half_way = browse()
    sign_in(half_way, email_of(center, deputy))
    page = client.get(center.path("members"))
    assert "second factor: yes" in text_of(page)
    assert submit(client, center.path("members"), action=TO).status_code == 303
    assert not is_in(theirs), "signed out at the next request"
    assert half_way.get("/sign-in/second-factor").location == "/sign-in"
    assert sign_in(browse(), email_of(center, deputy)).location == "/"
    with center.working():
        assert history.lines()[0].action == "reset_second_factor"
    assert "reset the second factor of" in text_of(client.get(center.path("history")))
    mail = [mail for mail in mails_to(email_of(center, deputy)) if "was changed" in mail["Subject"]][-1]
    assert "director of Harbor House CAC, reset your second factor." in mail.get_content()
    assert TO not in client.get(center.path("members")).get_data(as_text=True), "there is nothing to reset any more"


def test_ones_own_is_not_reset_so(center: CenterWorld, browse: Browse) -> None:
    set_up_app(browse(center.director))
    with center.working(), pytest.raises(Conflict, match="page of your account"):
        memberships.reset_second_factor(center.actor(), membership_of_self(center))
    with center.app.app_context():
        assert standing.is_asked(center.director)


def membership_of_self(center: CenterWorld) -> str:
    return str(db.session.scalar(select(Membership.public_id).where(Membership.account_id == center.director)))


@pytest.mark.parametrize("elsewhere", ["another center", "the installation"])
def test_an_account_that_others_rely_on_keeps_its_factor(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, deputy: int, elsewhere: str
) -> None:
    client = browse(center.director)
    opened = client.get(center.path("members"))
    if elsewhere == "another center":
        person = other_center.person()
        with other_center.working():
            db.session.add(
                Membership(account_id=deputy, person_id=person, role=AccessRole.DIRECTOR, began_at=clock.now())
            )
    else:
        with center.app.app_context(), unit_of_work():
            db.session.get_one(Account, deputy).is_administrator = True
    answer = send(client, opened, center.path("members"), action=TO)
    assert (answer.status_code, memberships.ELSEWHERE in text_of(answer)) == (409, True)
    with center.app.app_context():
        assert standing.is_asked(deputy)


def test_who_left_the_other_center_is_this_ones_alone(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, deputy: int
) -> None:
    person = other_center.person()
    with other_center.working():
        row = {"account_id": deputy, "person_id": person, "role": AccessRole.STAFF, "began_at": clock.now()}
        db.session.add(Membership(**row, ended_at=clock.now()))
    assert submit(browse(center.director), center.path("members"), action=TO).status_code == 303


def test_only_who_has_one_is_offered_a_reset(center: CenterWorld, browse: Browse) -> None:
    center.member()
    page = page_of(browse(center.director).get(center.path("members")))
    assert not page.select(f'form[action$="{TO}"]')
