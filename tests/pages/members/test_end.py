"""Ending a membership ends the access at once; the record stays, and other centers are not touched."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.doors import is_in
from tests.pages.forms import send, submit, text_of
from tests.pages.members.test_change_role import of
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import HistoryEntry, Membership, Person
from tracker.services import invitations

Browse = Callable[..., FlaskClient]


def end(center: CenterWorld, browse: Browse, account: int) -> None:
    action = f"{of(center, account)}/end"
    assert submit(browse(center.director), center.path("members"), action=action).status_code == 303


def test_the_next_request_of_who_left_finds_the_door_closed(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    account = center.member(AccessRole.DEPUTY, person)
    client = browse(account)
    assert client.get(center.path("queue")).status_code == 200
    end(center, browse, account)
    assert client.get(center.path("queue")).status_code == 302
    assert browse(account).get(center.path("queue")).status_code == 404
    assert "No center yet" in text_of(browse(account).get("/"))


def test_the_persons_record_stays_and_history_tells_of_it(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    account = center.member(AccessRole.STAFF, person)
    end(center, browse, account)
    record = center.path(f"people/{center.public_id_of(Person, person)}")
    assert "Ana Reyes" in text_of(browse(center.director).get(record))
    membership = of(center, account)
    with center.working():
        (line,) = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "end")).all()
        assert (line.subject_id, line.person_id) == (membership, person)


def test_a_membership_of_another_center_goes_on(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    with other_center.working():
        db.session.add(Membership(account_id=account, role=AccessRole.STAFF, began_at=clock.now()))
    end(center, browse, account)
    client = browse(account)
    assert client.get("/").location == other_center.path("my-training")
    assert client.get(other_center.path("my-training")).status_code == 200
    assert client.get(center.path("my-training")).status_code == 404


def test_nobody_ends_a_membership_twice(center: CenterWorld, browse: Browse) -> None:
    account, client = center.member(), browse(center.director)
    action = f"{of(center, account)}/end"
    opened = client.get(center.path("members"))
    submit(client, center.path("members"), action=action)
    late = send(client, opened, center.path("members"), action=action)
    assert late.status_code == 404
    assert is_in(client)


@pytest.mark.parametrize("how", ["end", "role"])
def test_who_is_no_director_any_more_cannot_come_back_by_an_invitation_of_their_own(
    center: CenterWorld, browse: Browse, how: str
) -> None:
    """Such as one to their private address, made when they saw it coming."""
    leaving = center.member(AccessRole.DIRECTOR)
    theirs, ours = (link(center, account) for account in (leaving, center.director))
    membership = of(center, leaving)
    submit(browse(center.director), center.path("members"), action=f"{membership}/{how}", role="deputy")
    assert (browse().get(theirs).status_code, browse().get(ours).status_code) == (404, 200)
    with center.working():
        assert len(db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "withdraw")).all()) == 1


def link(center: CenterWorld, account: int) -> str:
    """Invite somebody as director; returns the path of the link."""
    actor = center.actor(account)
    with center.working():
        _, address = invitations.invite(actor, f"again{account}@example.org", AccessRole.DIRECTOR, None)
    return address.removeprefix("http://localhost")
