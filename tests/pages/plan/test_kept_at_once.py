"""Whoever presses Keep twice at the same moment, or two who press it at once, keep the plan once."""

from collections import Counter
from threading import Barrier, Thread

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import form_in, values_of
from tests.pages.ladder import Browse
from tests.services import planned
from tests.services.planned import ahead, lines, prosecutor
from tracker.domain.access import AccessRole

TIMES = 4


def test_kept_at_the_same_moment_it_is_kept_once(center: CenterWorld, browse: Browse) -> None:
    planned.only_training(center)
    for name in ("Ana Reyes", "Sam Okafor"):
        prosecutor(center, name)
    clients = [browse(center.director if turn % 2 else center.member(AccessRole.DEPUTY)) for turn in range(TIMES)]
    page = center.path(f"plan?as_of={ahead(center)}")
    forms = [(client, form_in(client.get(page), "/plan/keep")) for client in clients]
    ready, statuses = Barrier(TIMES), []

    def press(client: FlaskClient, path: str, values: object) -> None:
        ready.wait()
        statuses.append(client.post(path, data=values).status_code)

    threads = [Thread(target=press, args=(client, str(form["action"]), values_of(form))) for client, form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * TIMES
    assert max(Counter((each.person, each.title) for each in lines(center)).values()) == 1
    assert {"Ana Reyes", "Sam Okafor"} <= {each.person_name for each in lines(center)}
