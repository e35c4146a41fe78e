"""Every route, with every verb, as everybody: let in, shown the door, or told that there is nothing.

What is foreign answers word for word as what is absent, so that nobody learns that it exists.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import CenterWorld, begin_center, make_account, open_session
from tests.house.addresses import EXISTING, path_of
from tests.house.calls import CALLS
from tests.house.door import ADMINISTRATOR, DESK, LETS_IN, PLAIN, PUBLIC, Door
from tests.house.doors import DOORS
from tests.house.things import Owner, somebody
from tests.pages.forms import page_of, text_of
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole, Action, granted
from tracker.models import Account, SignInSession
from tracker.web.access import Permission, permission_of
from tracker.web.forms import new_submission_key

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ACTS = {200, 302, 303, 409, 422}
WALK = [(name, verb) for name, door in DOORS.items() for verb in door.methods.split()]
PRIVATE = [(name, verb) for name, verb in WALK if DOORS[name].private]
# Parameters that name no row of a center.
OF_A_CENTER = [(name, verb, part) for name, verb in WALK for part in DOORS[name].things if part not in PLAIN]


class Walker:
    """Somebody who tries doors, with a browser of their own."""

    def __init__(self, app: Flask, owner: Owner, *, signed_in: bool = True) -> None:
        self.owner = owner
        self._client: FlaskClient = app.test_client()
        self._token = ""
        if signed_in:
            open_session(app, self._client, owner.account)

    def tries(self, verb: str, path: str, sends: dict[str, str] | None = None) -> TestResponse:
        """Open an address, or send a form to it with everything that a form of ours carries."""
        if verb == "GET":
            return self._client.get(path, buffered=True)
        carried = {"csrf_token": self._own_token(), "submission_key": new_submission_key(), "version": "1"}
        return self._client.open(path, method=verb, data={**carried, **(sends or {})})

    def _own_token(self) -> str:
        if not self._token:
            # Everybody may open this one; it leads whoever is not signed in to another page with a form.
            opened = self._client.get("/account/confirm", follow_redirects=True)
            field = page_of(opened).select_one("input[name=csrf_token]")
            assert field is not None, opened.status
            self._token = str(field["value"])
        return self._token


@dataclass(frozen=True)
class Street:
    """Two centers for all tests here, and somebody of each kind; whoever tries doors opens a browser of their own."""

    app: Flask
    center: CenterWorld
    other: CenterWorld
    owners: dict[str, Owner]
    rules: dict[str, Rule]

    def walker(self, who: str) -> Walker:
        return Walker(self.app, self.owners[who], signed_in=who != "nobody")

    def address(self, name: str, values: dict[str, str]) -> str:
        """Return the path of a route with its parameters filled in; what is not named does not exist."""
        return path_of(self.rules[name], values)

    def things(self, door: Door, center: CenterWorld, owner: Owner) -> dict[str, str]:
        """Make what an address of this door names, at a center, for somebody."""
        return {"center": center.public_id, **{key: make(center, owner) for key, make in door.things.items()}}


@pytest.fixture(scope="module")
def street(app: Flask) -> Street:
    center, other = begin_center(app), begin_center(app)
    director = Owner(center.director, center.director_person)
    owners = {
        "nobody": director,
        "stranger": Owner(other.director, other.director_person),
        "administrator": Owner(administrator(app), director.person),
        "staff": somebody(center),
        "deputy": somebody(center, AccessRole.DEPUTY),
        "director": director,
    }
    return Street(app, center, other, owners, {rule.endpoint: rule for rule in app.url_map.iter_rules()})


def administrator(app: Flask) -> int:
    account_id = make_account(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, account_id).is_administrator = True
    return account_id


def expected(door: Door, who: str, verb: str) -> set[int]:
    """Return the statuses with which a door may answer somebody who names what is theirs."""
    if who in LETS_IN[door.who]:
        return ACTS if verb == "POST" else {200, 303} if door.leads else {200}
    if door.who == DESK:
        return {404}
    if who == "nobody":
        return {302}
    return {404} if door.who == ADMINISTRATOR or who in {"stranger", "administrator"} else {403}


def line_for(rule: Rule, permission: Permission) -> str:
    """Return the line of the table that a route needs, as far as its code tells."""
    verbs = " ".join(verb for verb in VERBS if verb in (rule.methods or ()))
    parts = ", ".join(f'"{name}": things.{name}' for name in sorted(rule.arguments - {"center"}))
    named = f", {{{parts}}}" if parts else ""
    fresh = ", fresh=True" if permission.fresh else ""
    return f'"{rule.endpoint}": Door("{verbs}", {_who(permission)}{named}{fresh}),'


def _who(permission: Permission) -> str:
    if not permission.signed_in:
        return "PUBLIC"
    if permission.action is Action.MANAGE_INSTALLATION:
        return "ADMINISTRATOR"
    roles = [role for role in AccessRole if permission.action in granted(role)]
    words = {AccessRole.STAFF: "MEMBERS", AccessRole.DEPUTY: "TEAM", AccessRole.DIRECTOR: "DIRECTOR"}
    return words[roles[0]] if roles else "SIGNED_IN"


def test_every_route_stands_in_the_table(street: Street) -> None:
    new = [name for name in street.rules if name not in DOORS and name not in CALLS]
    lines = [line_for(street.rules[name], permission_of(street.app, name) or Permission("?")) for name in sorted(new)]
    assert lines == [], (
        "Add these lines to tests/house/doors.py, or where their neighbours stand; judge yourself who may use them; "
        "write a maker in tests/house/things.py for each thing that has none; "
        "say private=True where staff may reach only their own."
    )


def test_the_table_lists_no_route_that_is_gone(street: Street) -> None:
    gone = [name for name in DOORS if name not in street.rules]
    assert gone == [], "Take these out of tests/house/doors.py."


def test_the_guard_names_the_line_to_type_for_a_new_route(street: Street) -> None:
    rule = street.rules["members.end"]
    permission = Permission("manage_accounts", action=Action.MANAGE_ACCOUNTS, fresh=True)
    assert line_for(rule, permission) == '"members.end": Door("POST", DIRECTOR, {"member": things.member}, fresh=True),'


def test_a_route_takes_the_listed_verbs_and_no_other(street: Street) -> None:
    nobody = street.app.test_client()
    for name, door in DOORS.items():
        rule = street.rules[name]
        assert {verb for verb in VERBS if verb in (rule.methods or ())} == set(door.methods.split()), name
        taken = {verb for each in street.rules.values() if each.rule == rule.rule for verb in each.methods or ()}
        for verb in set(VERBS) - taken:
            path = street.address(name, EXISTING)
            assert nobody.open(path, method=verb).status_code == 405, f"{verb} {path}"


@pytest.mark.parametrize(("name", "verb"), WALK)
def test_a_door_opens_for_those_it_is_for_and_for_nobody_else(street: Street, name: str, verb: str) -> None:
    door = DOORS[name]
    for who, owner in street.owners.items():
        # Whoever does not belong names what is there, so that the answer is about them.
        mine = owner if who in LETS_IN[door.who] else street.owners["staff"]
        path = street.address(name, street.things(door, street.center, mine))
        answer = street.walker(who).tries(verb, path, door.sends)
        assert answer.status_code in expected(door, who, verb), f"{who}: {verb} {path}\n{text_of(answer)[:300]}"
        if who == "nobody" and door.who not in {PUBLIC, DESK}:
            assert answer.location.startswith("/sign-in"), "whoever is not signed in is asked to"
        if who in {"stranger", "administrator"} and answer.status_code == 404:
            absent = street.walker(who).tries(verb, path.replace(street.center.public_id, "2" * 20), door.sends)
            assert (absent.status_code, text_of(absent)) == (404, text_of(answer)), "as if there were no such center"


@pytest.mark.parametrize(("name", "verb", "part"), OF_A_CENTER)
def test_what_is_another_centers_answers_as_if_it_did_not_exist(
    street: Street, name: str, verb: str, part: str
) -> None:
    door, director = DOORS[name], street.walker("director")
    here = street.things(door, street.center, director.owner)
    there = street.things(door, street.other, street.owners["stranger"])
    foreign = director.tries(verb, street.address(name, {**here, part: there[part]}), door.sends)
    unnamed = {key: value for key, value in here.items() if key != part}
    absent = director.tries(verb, street.address(name, unnamed), door.sends)
    assert foreign.status_code == absent.status_code == 404, text_of(foreign)
    assert text_of(foreign) == text_of(absent)


@pytest.mark.parametrize(("name", "verb"), PRIVATE)
def test_what_is_another_persons_answers_staff_as_if_it_did_not_exist(street: Street, name: str, verb: str) -> None:
    door, staff = DOORS[name], street.walker("staff")
    theirs = street.things(door, street.center, street.owners["deputy"])
    foreign = staff.tries(verb, street.address(name, theirs), door.sends)
    absent = staff.tries(verb, street.address(name, {"center": street.center.public_id}), door.sends)
    assert foreign.status_code == absent.status_code == 404, text_of(foreign)
    assert text_of(foreign) == text_of(absent)


def test_weighty_routes_and_no_others_ask_for_the_password_again_after_ten_minutes(street: Street) -> None:
    director, administrator = street.walker("director"), street.walker("administrator")
    accounts = (director.owner.account, administrator.owner.account)
    with street.app.app_context(), unit_of_work():
        sign_ins = update(SignInSession).where(SignInSession.account_id.in_(accounts))
        db.session.execute(sign_ins.values(confirmed_at=clock.now() - timedelta(minutes=10, seconds=1)))
    asks = set()
    for name, verb in WALK:
        # These end the session or are the question itself.
        if name.startswith(("sign_in.", "account.confirm")):
            continue
        walker = administrator if DOORS[name].who == ADMINISTRATOR else director
        answer = walker.tries(verb, street.address(name, {"center": street.center.public_id, **EXISTING}))
        if (answer.location or "").startswith("/account/confirm"):
            asks.add(name)
    assert asks == {name for name, door in DOORS.items() if door.fresh}
