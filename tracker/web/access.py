"""Every route says who may use it and what it takes; the application refuses to start where one does not.

A page of a center lies under /c/<center>/. The center in the address is looked up among the account's memberships
before the view runs; what is foreign and what does not exist give the same 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask_login import current_user
from pydantic import BaseModel
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from tracker import clock
from tracker.clock import today
from tracker.db import db
from tracker.db.tenancy import put_in_force
from tracker.domain.access import Action, granted
from tracker.services import accounts
from tracker.services.actor import Actor
from tracker.web import at_desk, bearer, downloads, problems
from tracker.web.converters import CONVERTERS
from tracker.web.forms import BaseForm, SearchForm
from tracker.web.problems import API_PREFIX, Problem

View = TypeVar("View", bound=Callable[..., Any])
CENTER_PREFIX = "/c/<public_id:center>"


@dataclass(frozen=True, slots=True)
class Permission:
    """What a route asks of the one who calls it, and everything that it takes from them.

    `takes`: the form that is sent to it. `searches`: the form that the query of its address fills. `reads`: what else
    it reads of the query; `web.query` gives a view nothing that is not named here. `saves`: it answers with a file that
    the browser saves, and so opens no page. `desk`: it is for whoever opened the desk that its address names.

    `token`: it is for a program that shows a token of the API, and for no browser. Then `query`, `body` and `headers`
    are all that is read of its requests.
    """

    word: str
    signed_in: bool = True
    action: Action | None = None
    fresh: bool = False
    takes: type[BaseForm] | None = None
    searches: type[SearchForm] | None = None
    reads: tuple[str, ...] = ()
    saves: bool = False
    desk: bool = False
    token: bool = False
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    headers: tuple[str, ...] = ()
    takes_file: bool = False


def requires(
    action: Action,
    *,
    fresh: bool = False,
    takes: type[BaseForm] | None = None,
    searches: type[SearchForm] | None = None,
    reads: tuple[str, ...] = (),
    saves: bool = False,
) -> Callable[[View], View]:
    """Let a view be used by members of the center to whom the action is granted.

    `fresh`: they must have shown within the last ten minutes that it is they. The others: see Permission.
    """
    return _mark(
        Permission(action.value, action=action, fresh=fresh, takes=takes, searches=searches, reads=reads, saves=saves)
    )


def signed_in(
    *, fresh: bool = False, takes: type[BaseForm] | None = None, reads: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """Let a view be used by anyone signed in; for pages that belong to no center.

    Also by who owes a second factor still, so that they can set one up: such a page shows nothing of a center.
    """
    return _mark(Permission("signed_in", fresh=fresh, takes=takes, reads=reads))


def public(*, takes: type[BaseForm] | None = None, reads: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let a view be used by anybody."""
    return _mark(Permission("public", signed_in=False, takes=takes, reads=reads))


def at_a_desk(*, takes: type[BaseForm] | None = None, reads: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let a view be used by whoever opened the desk in its address by the link to it; nobody else finds it."""
    return _mark(Permission("desk", signed_in=False, takes=takes, reads=reads, desk=True))


def by_token(
    action: Action,
    *,
    query: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    headers: tuple[str, ...] = (),
    takes_file: bool = False,
) -> Callable[[View], View]:
    """Let a view be used by programs whose token grants the action; a cookie opens nothing there."""
    return _mark(
        Permission(
            f"token: {action.value}",
            signed_in=False,
            action=action,
            token=True,
            query=query,
            body=body,
            headers=headers,
            takes_file=takes_file,
        )
    )


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """Return what a route asks, or None where it does not say."""
    if endpoint == "static":
        return Permission("public", signed_in=False)
    return cast("Permission | None", getattr(app.view_functions[endpoint], "permission", None))


def actor() -> Actor:
    """Return who acts at the center in force. Only in views of a center."""
    return cast("Actor", g.actor)


def install(app: Flask) -> None:
    """Attach the check to an application."""
    app.url_map.converters.update(CONVERTERS)
    app.url_value_preprocessor(_take_center_from_address)
    app.url_defaults(_put_center_into_address)
    app.before_request(_ask)


def refuse_undeclared(app: Flask) -> None:
    """Raise RuntimeError, at start-up, for a route that does not say who may use it and what it is sent."""
    for rule in app.url_map.iter_rules():
        permission = permission_of(app, rule.endpoint)
        if permission is None:
            raise RuntimeError(f"{rule.endpoint} ({rule}) does not say who may use it.")
        if permission.token != rule.rule.startswith(f"{API_PREFIX}/v") and not _is_public(permission):
            raise RuntimeError(f"{rule.endpoint} ({rule}): the API is for tokens, and nothing else is.")
        if permission.action and not permission.token and not rule.rule.startswith(("/c/", "/installation")):
            raise RuntimeError(f"{rule.endpoint} ({rule}) asks for {permission.word} but lies outside a center.")
        if permission.desk != rule.rule.startswith("/desk/<public_id:desk>"):
            raise RuntimeError(f"{rule.endpoint} ({rule}): what lies at a desk is for its reader, and nothing else is.")
        if permission.takes is None and "POST" in (rule.methods or ()) and not permission.token:
            raise RuntimeError(f"{rule.endpoint} ({rule}) is sent a form and does not say which one.")
        _refuse_untyped(rule)


def _is_public(permission: Permission) -> bool:
    return not (permission.signed_in or permission.action or permission.desk)


def _refuse_untyped(rule: Rule) -> None:
    for name, converter in rule._converters.items():
        if type(converter).__name__ == "UnicodeConverter":
            raise RuntimeError(f"{rule.endpoint} ({rule}): the parameter {name} has no type.")


def _mark(permission: Permission) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def _take_center_from_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.center_in_address = values.pop("center", None) if values else None


def _put_center_into_address(endpoint: str, values: dict[str, Any]) -> None:
    here = g.get("center_in_address")
    if here and "center" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "center"):
        values["center"] = here


def _ask() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: the 404 follows
    permission = permission_of(current_app, request.endpoint)
    if permission is None:
        abort(500)
    if not permission.signed_in:
        _let_in_without_account(permission)
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.show", next=_own_path()))
    who = current_user.signed_in
    asks_twice = permission.action is Action.MANAGE_INSTALLATION
    if g.center_in_address:
        asks_twice = _enter_center(g.center_in_address)
    elif asks_twice and not who.is_administrator:
        abort(404)
    if asks_twice and not who.proved_twice:
        # Nothing of the center is shown or done before; what asks is in the query that found it, and costs nothing.
        return redirect(url_for("account.signing_in"), 303)
    if g.center_in_address and permission.action and permission.action not in g.actor.actions:
        abort(403)
    if permission.fresh and not who.is_fresh(clock.now()):
        if request.method != "GET":
            flash("Nothing was changed yet. Confirm that it is you, then do it once more.", "warning")
        page = downloads.put_off() if permission.saves else ""
        return redirect(url_for("account.confirm", next=page or _own_path()))
    return None


def _let_in_without_account(permission: Permission) -> None:
    if permission.desk:
        at_desk.enter()
    if permission.token:
        g.actor = bearer.enter()
        if permission.action not in g.actor.actions:
            raise Problem(403, problems.WORDS[403])


def _own_path() -> str:
    """The address to come back to: the page itself when it was only looked at, else the page its form stood on."""
    if request.method == "GET":
        return downloads.address_asked()
    came_from = downloads.page_before()
    return came_from.path if came_from else "/"


def _enter_center(public_id: str) -> bool:
    """Put the center in force; tell whether it asks for a second factor of whoever enters."""
    who = current_user.signed_in
    choice = accounts.center_of(who.account_id, public_id)
    if choice is None:
        abort(404)
    put_in_force(db.session(), choice.center_id)
    g.actor = Actor(
        who.account_id,
        who.name,
        choice.center_id,
        choice.public_id,
        choice.name,
        choice.role,
        granted(choice.role),
        choice.person_id,
        clock.now(),
        today(choice.time_zone),
        choice.time_zone,
    )
    return choice.asks_twice
