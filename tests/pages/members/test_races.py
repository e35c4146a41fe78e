"""Two directors act on each other at the same moment: the center keeps one."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.pages.completions.test_races import at_once
from tests.pages.forms import send
from tests.pages.members.test_change_role import of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Membership

Browse = Callable[..., FlaskClient]

# How the later of the two hears of it, by how far the request had come: signed out; a member who may not do that any
# more; nobody here any more; the last director.
TURNED_AWAY = (302, 403, 404, 409)


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("how", ["role", "end"])
def test_of_two_directors_who_put_each_other_out_one_stays(
    center: CenterWorld, browse: Browse, how: str, turn: int
) -> None:
    both = (center.director, center.member(AccessRole.DIRECTOR))
    path, clients = center.path("members"), [browse(account) for account in both]
    opened = [client.get(path) for client in clients]
    actions = [f"{of(center, account)}/{how}" for account in reversed(both)]
    acts = [
        lambda client=client, page=page, action=action: send(client, page, path, action=action, role="staff")
        for client, page, action in zip(clients, opened, actions, strict=True)
    ]
    done, refused = sorted((answer.status_code for answer in at_once(acts)), key=lambda status: status != 303)
    assert (done, refused) in {(303, status) for status in TURNED_AWAY}
    with center.working():
        left = select(func.count()).where(Membership.role == AccessRole.DIRECTOR, Membership.ended_at.is_(None))
        assert db.session.scalar(left) == 1
