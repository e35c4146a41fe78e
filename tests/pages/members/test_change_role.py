"""Another role counts from the very next request."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.doors import is_in
from tests.pages.forms import page_of, submit, text_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import HistoryEntry, Membership

Browse = Callable[..., FlaskClient]


def of(center: CenterWorld, account: int) -> str:
    """Return the public id of an account's membership."""
    with center.working():
        return str(db.session.scalar(select(Membership.public_id).where(Membership.account_id == account)))


def press(client: FlaskClient, center: CenterWorld, path: str, **values: str) -> tuple[int, str]:
    """Send what a button of the page sends; also where the page shows none."""
    token = page_of(client.get(center.path("members"))).select_one("input[name=csrf_token]")
    key = page_of(client.get(center.path("members"))).select_one("input[name=submission_key]")
    assert token and key
    carried = {"csrf_token": token["value"], "submission_key": key["value"]}
    answer = client.post(center.path(path), data={**carried, **values})
    return answer.status_code, text_of(answer)


@pytest.mark.parametrize(("before", "after", "opens"), [("deputy", "staff", False), ("staff", "deputy", True)])
def test_old_browsers_are_out_and_new_ones_have_the_new_role(
    center: CenterWorld, browse: Browse, before: str, after: str, opens: bool
) -> None:
    account = center.member(AccessRole(before))
    old = browse(account)
    path = center.path("queue")
    assert (old.get(path).status_code == 200) is not opens
    answer = submit(browse(center.director), center.path("members"), action=f"{of(center, account)}/role", role=after)
    assert (answer.status_code, answer.location) == (303, center.path("members"))
    assert not is_in(old)
    assert (browse(account).get(path).status_code == 200) is opens
    with center.working():
        (line,) = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "change_role")).all()
        assert line.detail == {"from": before, "to": after}


def test_a_center_keeps_a_director(center: CenterWorld, browse: Browse) -> None:
    own = of(center, center.director)
    client = browse(center.director)
    for path, values in ((f"members/{own}/role", {"role": "staff"}), (f"members/{own}/end", {})):
        status, words = press(client, center, path, **values)
        assert status == 409
        assert "A center needs a director. Make somebody else director first." in words
    assert is_in(client)
    second = center.member(AccessRole.DIRECTOR)
    assert press(browse(second), center, f"members/{own}/role", role="staff")[0] == 303
    assert not is_in(client)


def test_a_role_that_is_none_changes_nothing(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    status, _ = press(browse(center.director), center, f"members/{of(center, account)}/role", role="administrator")
    assert status == 409
    with center.working():
        assert db.session.scalar(select(Membership.role).where(Membership.account_id == account)) == "staff"


def test_a_deputy_raises_nobody(center: CenterWorld, browse: Browse) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    client = browse(deputy)
    token = page_of(client.get("/account")).select_one("input[name=csrf_token]")
    assert token
    path = center.path(f"members/{of(center, deputy)}/role")
    assert client.post(path, data={"csrf_token": token["value"], "role": "director"}).status_code == 403
