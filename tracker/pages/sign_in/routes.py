"""Routes: signing in and out, and forgotten passwords. What comes after the password stands in `second_step`."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.second_factor import Proof
from tracker.pages.sign_in import joining, second_step
from tracker.pages.sign_in.blueprint import Answer, pages
from tracker.pages.sign_in.forms import ForgotForm, NewPasswordForm, PasskeyForm, SignInForm
from tracker.services import accounts, mailing, one_time_links, sessions, setting_up
from tracker.services.one_time_links import Purpose
from tracker.services.second_factor import passkeys
from tracker.web import entering, login, proving
from tracker.web.access import public, signed_in
from tracker.web.addresses import asked_next
from tracker.web.forms import ActForm

__all__ = ["joining", "pages", "second_step"]

SENT = "If this address has an account, a link to choose a new password is on its way. It works for one hour."
DEAD = "This link was used already or is older than an hour. Ask for a new one."


@pages.route("/sign-in", methods=["GET", "POST"])
@public(takes=SignInForm, reads=("next",))
def show() -> Answer:
    """Show the form, and sign in whose password is right."""
    if current_user.is_authenticated:
        return redirect(asked_next() or url_for("start.show"), 303)
    if setting_up.is_needed():
        return redirect(url_for("set_up.waiting"), 303)
    form = SignInForm(next=asked_next())
    if form.is_submitted():
        return _sign_in(form)
    return _page(form)


def _sign_in(form: SignInForm) -> Answer:
    if not form.validate():
        return _page(form), 422
    email = form.email.data
    proof = proving.ask_at_the_door(form, email, form.password.data, accounts.WRONG)
    if proof.account_id is None:
        return _page(form), proof.status
    return entering.enter(proof.account_id, Proof.PASSWORD, next=form.next.data)


def _page(form: SignInForm) -> str:
    asks = PasskeyForm(formdata=None, next=form.next.data) if passkeys.place() else None
    return render_template("sign_in/show.html", form=form, passkey=asks)


@pages.post("/sign-out")
@signed_in(takes=ActForm)
def sign_out() -> Response:
    """End this session, here and on the server."""
    with unit_of_work():
        sessions.end(current_user.signed_in.session_id, clock.now())
    login.leave()
    flash("You are signed out.", "info")
    return redirect(url_for("sign_in.show"), 303)


@pages.route("/forgot-password", methods=["GET", "POST"])
@public(takes=ForgotForm)
def forgot() -> Answer:
    """Send a link for a new password; the answer is the same for every address."""
    form = ForgotForm()
    if not form.is_submitted():
        return render_template("sign_in/forgot.html", form=form)
    if not form.validate():
        return render_template("sign_in/forgot.html", form=form), 422
    with unit_of_work():
        mail = accounts.ask_reset(form.email.data, clock.now())
    if mail:
        mailing.send_later(mail)
    else:
        mailing.send_to_nobody()
    flash(SENT, "info")
    return redirect(url_for("sign_in.show"), 303)


@pages.route("/reset/<token:token>", methods=["GET", "POST"])
@public(takes=NewPasswordForm)
def reset(token: str) -> Answer:
    """Let who holds a living link choose a new password."""
    if not one_time_links.is_open(Purpose.PASSWORD_RESET, token, clock.now()):
        raise NotFound(DEAD)
    form = NewPasswordForm()
    if not form.is_submitted():
        return render_template("sign_in/reset.html", form=form)
    if not form.validate():
        return render_template("sign_in/reset.html", form=form), 422
    try:
        with unit_of_work():
            account, mail = accounts.reset_password(token, form.password.data, clock.now())
    except Conflict as problem:
        form.refuse(problem.message, problem.field)
        return render_template("sign_in/reset.html", form=form), 422
    mailing.send_later(mail)
    return entering.enter(account, Proof.LINK, say="Your new password is set. Every other browser was signed out.")
