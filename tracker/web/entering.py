"""The door of every way in: call `enter` after a first proof, and return what it returns.

    return entering.enter(account_id, Proof.PASSWORD, next=form.next.data)

It looks whether the account has a second factor. If so, the answer leads to the page that asks for it, and no session
begins before. If not, or where the proof is two factors in one (`Proof.PASSKEY`, `Proof.PROVIDER_TWICE`), the session
begins, whatever the cookie held before is dropped, the owner hears by mail of a browser that is new, and the answer
leads to `next` or to somebody's first page. `say` is what they read there.

`enter` opens a unit of work of its own: call it after yours. Where one transaction must hold both the proof and the
session, there is `services.entering.begin` below it, and `arrive` for what that returns.
"""

from flask import current_app, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.second_factor import Proof
from tracker.services import entering, mailing
from tracker.services.entering import Entered, Goal, Waiting
from tracker.services.second_factor import devices
from tracker.services.second_factor.devices import Browser
from tracker.web import login
from tracker.web.addresses import own_path

STEP = "sign_in_step"


def enter(account_id: int, proof: Proof, next: str = "", say: str = "") -> Response:
    """Let in whoever gave a first proof, or ask them for the second. Raises Refused for an account that was closed."""
    with unit_of_work():
        found = entering.begin(account_id, proof, browser(), Goal(own_path(next), say), clock.now())
    return arrive(found)


def arrive(found: Entered | Waiting) -> Response:
    """Answer with what getting in came to: the page that asks for the second factor, or the one they wanted to see."""
    if isinstance(found, Waiting):
        session.clear()
        session[STEP] = found.secret
        return redirect(url_for("sign_in.second_factor"), 303)
    login.begin(found.account_id, found.token)
    for mail in found.mails:
        mailing.send_later(mail)
    if found.goal.say:
        flash(found.goal.say, "success")
    answer = redirect(own_path(found.goal.next) or url_for("start.show"), 303)
    _keep_device(answer, found.device_secret)
    return answer


def waiting_step() -> str:
    """Return the secret of the step that this browser is in; empty where it is in none."""
    return str(session.get(STEP, ""))


def browser() -> Browser:
    """Return the browser that asks, as far as we want to know it."""
    return Browser(login.device(), request.cookies.get(_cookie_name(), ""))


def _keep_device(answer: Response, secret: str) -> None:
    answer.set_cookie(
        _cookie_name(),
        secret,
        max_age=devices.LASTS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _cookie_name() -> str:
    """Bound to host and encryption like the session's cookie, wherever that is."""
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"
