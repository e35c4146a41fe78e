"""How each route is asked for by one who may use it: with its own things, and its form filled in as people do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask.testing import FlaskClient

from tests.factories import begin_center, open_session
from tests.house import things
from tests.house.things import Owner
from tests.pages.doors import email_of, sign_in
from tests.pages.forms import page_of
from tests.pages.second_factor import set_up_app
from tests.pages.walking import Visit, Walk
from tests.scan.target import Route, Target, cookie_of, cookie_of_desk
from tracker.services import standards

HALF_WAY = {"sign_in.second_factor", "sign_in.second_passkey", "sign_in.recovery_code"}
BUTTON = "button"
NOT_SENT = {"token", "files"}
# What the query of an address may hold, where the list of choices is a center's own.
OWN = {"person": things.person, "by": things.person, "agency": things.agency, "training": things.training}
OWN |= {"event": things.event, "completion": things.draft}
WORDS = {"year": "2026", "page": "1", "as_of": "2026-06-30", "before": "3.1790000000000000.9", "next": "/account"}
WORDS |= {"role": "victim_advocate", "standard": "nca-csec", "first": "2026-01-01", "last": "2026-12-31"}
# What the kind of field does not tell.
A_CODE = {"code": "123456"}
KNOWN: dict[str, Callable[[Walk], dict[str, str]]] = {
    "sign_in.show": lambda walk: {"email": email_of(walk.center)},
    **dict.fromkeys(("account.app", "account.confirm_by_code", "sign_in.second_factor"), lambda _walk: A_CODE),
}


@dataclass(frozen=True)
class Asked:
    """A request that is right, so that it comes as far as the use case: `sent` is its query, or its form.

    `names`: the parameters to examine. What people leave empty, and buttons, are sent in a request of their own: they
    change what a form does.
    """

    name: str
    method: str
    path: str
    sent: dict[str, str]
    names: tuple[str, ...]
    cookie: str
    token: str


def requests_of(target: Target, routes: str) -> Iterator[Asked]:
    """Yield the requests for each route and method that has parameters."""
    for route in target.routes:
        if route["endpoint"].startswith(routes):
            if "GET" in route["methods"]:
                yield from _looked_at(target.walk, route)
            if "POST" in route["methods"]:
                yield from _sent_to(target.walk, route)


def _looked_at(walk: Walk, route: Route) -> Iterator[Asked]:
    fields = [field for field in route["fields"] if field["in"] == "query"]
    if fields:
        visit = _visit(walk, route)
        owner = Owner(visit.walk.center.director, visit.walk.center.director_person)
        sent = {field["name"]: _word(visit.walk, owner, field) for field in fields}
        yield _asked(visit, "GET", sent, sent)


def _sent_to(walk: Walk, route: Route) -> Iterator[Asked]:
    visit = _visit(walk, route)
    fields = [field for field in visit.fields if field["kind"] not in NOT_SENT]
    filled = {visit.real(name): values[0].decode() for name, values in visit.ordinary().items()}
    filled |= KNOWN.get(visit.name, lambda _walk: {})(visit.walk)
    sent = {name: filled[name] for field in fields if (name := visit.real(field["name"])) in filled}
    rest = {
        name: "y" if field["kind"] == BUTTON else ""
        for field in fields
        if (name := visit.real(field["name"])) not in sent
    }
    if sent:
        yield _asked(visit, "POST", sent, sent)
    if rest:
        yield _asked(visit, "POST", sent | rest, rest)


def _asked(visit: Visit, method: str, sent: dict[str, str], names: dict[str, str]) -> Asked:
    at_desk = cookie_of_desk(visit.browser, visit.things.get("desk", ""))
    cookies = filter(None, (cookie_of(visit.browser), at_desk))
    return Asked(visit.name, method, visit.path(), sent, tuple(names), "; ".join(cookies), visit.token)


def _word(walk: Walk, owner: Owner, field: dict[str, Any]) -> str:
    if field["name"] in OWN:
        return OWN[field["name"]](walk.center, owner)
    options = [option for option in field.get("options") or [] if option]
    return str(options[0]) if options else WORDS.get(field["name"], "1")


def _visit(walk: Walk, route: Route) -> Visit:
    """Visit a route in a center of its own, so that what another did there is not in its way."""
    center = begin_center(walk.app)
    actor = center.actor()
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
    visit = Visit(replace(walk, center=center), route["endpoint"])
    if visit.name in HALF_WAY:
        visit.browser, visit.token = _half_way(visit.walk)
    return visit


def _half_way(walk: Walk) -> tuple[FlaskClient, str]:
    """Return a browser in which somebody gave their password and is asked for their app."""
    account = walk.center.member()
    there, here = walk.app.test_client(), walk.app.test_client()
    open_session(walk.app, there, account, proved_twice=False)
    set_up_app(there)
    sign_in(here, email_of(walk.center, account))
    page = page_of(here.get("/sign-in/second-factor"))
    return here, str(page.select("input[name=csrf_token]")[0]["value"])
