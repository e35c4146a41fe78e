"""Routes: to a provider such as Microsoft 365 and back, and which of them an account is connected with."""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.domain.single_sign_on import Provider
from tracker.pages.single_sign_on import arriving
from tracker.pages.single_sign_on.arriving import JOINING, Answer
from tracker.pages.single_sign_on.forms import GoForm
from tracker.pages.single_sign_on.leaving import JOURNEY, leave
from tracker.services import invitations, mailing
from tracker.services.single_sign_on import identities, journeys, providers
from tracker.services.single_sign_on.identities import Connection
from tracker.services.single_sign_on.journeys import Aim, Stale
from tracker.services.single_sign_on.providers import Silent, Untrusted
from tracker.web.access import public, signed_in
from tracker.web.forms import ActForm
from tracker.web.query import asked

pages = Blueprint("single_sign_on", __name__)

LONGEST_CODE = 4096
STATUS: dict[type[TrackerError], int] = {Silent: 503, Untrusted: 403, Refused: 403, Conflict: 409}


@pages.post("/sign-in/with/<word:provider>")
@public(takes=GoForm)
def sign_in(provider: str) -> Response:
    """Lead to a provider, to sign in through it."""
    return leave(provider, Aim.SIGN_IN, next=_wanted())


@pages.post("/join/<token:token>/with/<word:provider>")
@public(takes=ActForm)
def join(token: str, provider: str) -> Response:
    """Lead to a provider, to accept an invitation as somebody of it."""
    invitations.opened(token, clock.now())
    answer = leave(provider, Aim.JOIN)
    # Beside the journey's secret: the database keeps digests of such links only.
    session[JOINING] = token
    return answer


@pages.post("/account/confirm/with/<word:provider>")
@signed_in(takes=GoForm)
def confirm(provider: str) -> Response:
    """Lead to a provider, to show again that it is you."""
    return leave(provider, Aim.CONFIRM, account_id=current_user.signed_in.account_id, next=_wanted())


@pages.post("/account/connections/with/<word:provider>")
@signed_in(fresh=True, takes=ActForm)
def connect(provider: str) -> Response:
    """Lead to a provider, to connect the account with somebody of it."""
    return leave(provider, Aim.CONNECT, account_id=current_user.signed_in.account_id)


@pages.get("/sign-in/with/<word:provider>/back")
@public(reads=("code", "state", "iss", "error"))
def back(provider: str) -> Answer:
    """Take somebody who comes back from a provider.

    The one GET that changes something, for a provider sends people back so. `state` stands in for the form's token: it
    is derived from a secret of this browser, and is taken once.
    """
    whom, secret, now = providers.named(provider), str(session.get(JOURNEY, "")), clock.now()
    with unit_of_work():
        journey = journeys.come_back(whom, secret, asked("state"), now)
    session.pop(JOURNEY)
    arriving.refuse_somebody_else(journey)
    code = asked("code")
    if asked("error") or not 0 < len(code) <= LONGEST_CODE:
        raise Refused(f"{whom.name} did not sign you in: you turned back there, or it does not let you in here.")
    return arriving.arrive(whom, journey, journeys.vouched(whom, secret, code, asked("iss"), now))


@pages.post("/account/connections/<public_id:connection>/disconnect")
@signed_in(fresh=True, takes=ActForm)
def disconnect(connection: str) -> Response:
    """Undo a connection."""
    me = current_user.signed_in
    with unit_of_work():
        mail = identities.disconnect(me.account_id, me.session_id, connection, clock.now())
    mailing.send_later(mail)
    flash("Disconnected. Every other browser was signed out.", "success")
    return redirect(url_for("account.signing_in"), 303)


@pages.app_template_global("providers")
def offered() -> tuple[Provider, ...]:
    """Give every template the providers that people may sign in through."""
    return providers.taken()


@pages.app_template_global("connections")
def own_connections() -> list[Connection]:
    """Give every template what the account of whoever is signed in is connected with. One statement."""
    return identities.of(current_user.signed_in.account_id) if providers.taken() else []


@pages.app_template_global("go_form")
def go_form(next: str = "") -> GoForm:
    """Give every template the form that leads to a provider."""
    return GoForm(formdata=None, next=next)


def _wanted() -> str:
    """Return where somebody wants to go after; nothing where what was sent is no such place."""
    form = GoForm()
    return str(form.next.data) if form.validate() else ""


def _begin_again(problem: TrackerError) -> Response:
    """Lead whoever reloads, or comes back too late, to where they can begin again."""
    flash(problem.message, "warning")
    return redirect(url_for("account.show" if current_user.is_authenticated else "sign_in.show"), 303)


def _stopped(problem: TrackerError) -> tuple[str, int]:
    page = render_template("single_sign_on/stopped.html", message=problem.message)
    return page, STATUS[type(problem)]


pages.register_error_handler(Stale, _begin_again)
for _kind in STATUS:
    pages.register_error_handler(_kind, _stopped)
