"""Routes: one's own account: password, and the browsers in which one is signed in. More in the modules beside."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.formatting import format_count
from tracker.pages.account import closing, confirming, keeping, signing_in
from tracker.pages.account.blueprint import Answer, pages
from tracker.pages.account.forms import PasswordForm
from tracker.services import accounts, mailing, sessions
from tracker.services.second_factor import standing
from tracker.web import proving
from tracker.web.access import signed_in
from tracker.web.forms import ActForm

__all__ = ["closing", "confirming", "keeping", "pages", "signing_in"]


@pages.get("/account")
@signed_in()
def show() -> str:
    """Show the account, its centers, and where it is signed in."""
    return _page(PasswordForm())


@pages.post("/account/password")
@signed_in(takes=PasswordForm)
def change_password() -> Answer:
    """Change the password; every other browser is signed out."""
    form, me = PasswordForm(), current_user.signed_in
    if not form.validate():
        return _page(form), 422
    proof = proving.ask(form, me.email, form.old_password.data, "This is not your present password.", "old_password")
    if proof.account_id is None:
        return _page(form), proof.status
    try:
        with unit_of_work():
            mail = accounts.change_password(me.account_id, me.session_id, form.password.data, clock.now())
    except Conflict as problem:
        form.refuse(problem.message, problem.field)
        return _page(form), 422
    mailing.send_later(mail)
    flash("Your password is changed. Every other browser was signed out.", "success")
    return redirect(url_for("account.show"), 303)


@pages.post("/account/sessions/<public_id:session>/end")
@signed_in(takes=ActForm)
def end(session: str) -> Response:
    """Sign one of the own browsers out."""
    with unit_of_work():
        sessions.end_named(current_user.signed_in.account_id, session, clock.now())
    flash("That browser is signed out.", "success")
    return redirect(url_for("account.show"), 303)


@pages.post("/account/sessions/end-others")
@signed_in(takes=ActForm)
def end_others() -> Response:
    """Sign every other browser out."""
    me = current_user.signed_in
    with unit_of_work():
        sessions.end_all(me.account_id, clock.now(), but=me.session_id)
    flash("Every other browser is signed out.", "success")
    return redirect(url_for("account.show"), 303)


def _page(form: PasswordForm) -> str:
    me, now = current_user.signed_in, clock.now()
    return render_template(
        "account/show.html",
        form=form,
        me=me,
        now=now,
        choices=accounts.centers_of(me.account_id),
        has=standing.of(me.account_id),
        browsers=sessions.browsers(me.account_id, me.session_id, now),
        act=ActForm(),
        minutes_ago=lambda moment: _ago(now - moment),
    )


def _ago(gone: timedelta) -> str:
    minutes = int(gone.total_seconds() // 60)
    return f"{format_count(minutes, 'minute')} ago" if minutes else "just now"
