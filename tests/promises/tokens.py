"""No change without a valid token: every form, filled in as people do, is sent with what is no token of its browser."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.house.doors import DOORS
from tests.pages.forms import page_of
from tests.pages.walking import FORM, Sent, Visit
from tests.promises.figures import Figure, Size
from tests.promises.walking_centers import Street, Walker, street
from tests.promises.walking_rows import digest_of

REQUESTS = {Size.SHORT: 2_000, Size.LONG: 20_000}
REFUSED = 400


@dataclass
class Findings:
    """What became of the forms."""

    sent: int = 0
    taken: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)  # forms that change something with the token that belongs to them
    stuck: list[str] = field(default_factory=list)


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Send every form with each kind of wrong token, and once with the right one."""
    found = Findings()
    with street(folder) as both:
        strangers = Strangers(both)
        walkers = {walker.who: walker for walker in both.walkers}
        doors = [name for name, door in DOORS.items() if "POST" in door.methods]
        for turn, name in enumerate(itertools.cycle(doors)):
            if found.sent >= REQUESTS[size]:
                break
            _try(_walker(walkers, name), name, strangers, found, control=turn < len(doors))
    told = (
        f"{len(found.changed)} changed something, {len(found.taken)} were not refused, of {found.sent:,} requests to "
        f"{len(found.forms)} forms; with their own token {len(found.moved)} of these change something"
    )
    wrong = [*found.changed, *found.taken, *found.stuck]
    kept = not wrong and len(found.moved) * 2 > len(found.forms) > 0
    goal = f"0 of {REQUESTS[size]:,} requests"
    yield Figure("no change without a valid token", goal, told + "".join(f"\n    {each}" for each in wrong[:5]), kept)


class Strangers:
    """Tokens that are genuine, and belong to other browsers."""

    def __init__(self, both: Street) -> None:
        """Open a browser of everybody's."""
        self.tokens = {
            f"the token of {walker.who}'s browser": token_of(walker.browser("account.show")) for walker in both.walkers
        }

    def kinds(self, own: str) -> dict[str, list[bytes]]:
        """Return what stands for the token of a form, by what it is."""
        altered = own[:-9] + ("A" if own[-9] != "A" else "B") + own[-8:]
        made = {"a token cut short": own[:-1], "an altered token": altered, "a token twice as long": own * 2}
        made |= {"an empty token": "", "words": "token", "a null": "\0", **self.tokens}
        return {"no token": [], **{kind: [value.encode()] for kind, value in made.items()}}


def token_of(browser: FlaskClient) -> str:
    """Return the token of a browser; of one that is signed in to nothing, too."""
    return str(
        page_of(browser.get("/account/confirm", follow_redirects=True)).select("input[name=csrf_token]")[0]["value"]
    )


def _walker(walkers: dict[str, Walker], name: str) -> Walker:
    return walkers["administrator" if name.startswith("installation.") else "director"]


def _try(walker: Walker, name: str, strangers: Strangers, found: Findings, *, control: bool) -> None:
    """Send one form in every wrong way; then, to see that it would have worked, in the right one."""
    visit = Visit(walker, name)
    form, own = visit.ordinary(), token_of(visit.browser)
    before = digest_of(walker.app)
    found.forms.add(name)
    for kind, send in _ways(visit, form, own, strangers).items():
        answer = send()
        found.sent += 1
        if answer.status_code != REFUSED:
            found.taken.append(f"{name} with {kind}: {answer.status}")
    if digest_of(walker.app) != before:
        found.changed.append(name)
    if control:
        answer = _send(visit, {**form, "csrf_token": [own.encode()]})
        if answer.status_code == REFUSED:
            found.stuck.append(f"{name} with its own token: {answer.status}")
        if digest_of(walker.app) != before:
            found.moved.add(name)


def _ways(visit: Visit, form: Sent, own: str, strangers: Strangers) -> dict[str, Callable[[], TestResponse]]:
    ways: dict[str, Callable[[], TestResponse]] = {
        kind: lambda token=token: _send(visit, {**form, "csrf_token": token})  # type: ignore[misc]  # bound here
        for kind, token in strangers.kinds(own).items()
    }
    bare = {**form, "csrf_token": []}
    plain = json.dumps({"csrf_token": own, **{name: str(values) for name, values in form.items()}})
    nobody, another = visit.walk.app.test_client(), next(iter(strangers.tokens.values()))
    return ways | {
        "the token in the address": lambda: _send(visit, bare, query_string={"csrf_token": own}),
        "another token as header": lambda: _send(visit, bare, headers={"X-CSRFToken": another}),
        "the token in JSON": lambda: visit.browser.post(visit.path(), data=plain, content_type="application/json"),
        "the token without the cookie": lambda: nobody.post(
            visit.path(), data=visit.body({**form, "csrf_token": [own.encode()]}), content_type=FORM
        ),
    }


def _send(visit: Visit, form: Sent, **more: object) -> TestResponse:
    return visit.browser.post(visit.path(), data=visit.body(form), content_type=FORM, **more)
