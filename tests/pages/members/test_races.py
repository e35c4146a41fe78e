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
    assert sorted(answer.status_code for answer in at_once(acts)) in ([303, 409], [302, 303], [303, 404])
    with center.working():
        left = select(func.count()).where(Membership.role == AccessRole.DIRECTOR, Membership.ended_at.is_(None))
        assert db.session.scalar(left) == 1
