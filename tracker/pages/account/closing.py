"""Routes: closing one's own account."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.pages.account.blueprint import Answer, pages
from tracker.pages.account.forms import CloseForm
from tracker.services import closing_accounts, mailing
from tracker.web import login
from tracker.web.access import signed_in


@pages.route("/account/close", methods=["GET", "POST"])
@signed_in(fresh=True, takes=CloseForm)
def close() -> Answer:
    """Say what goes and what stays, and close the account."""
    form, me = CloseForm(), current_user.signed_in
    if form.validate_on_submit():
        try:
            with unit_of_work():
                mail = closing_accounts.close(me.account_id, form.email.data, clock.now())
        except Conflict as refused:
            form.refuse(refused.message, refused.field)
        else:
            mailing.send_later(mail)
            login.leave()
            flash("Your account is closed, and you are signed out everywhere. A mail confirms it.", "success")
            return redirect(url_for("sign_in.show"), 303)
    page = render_template("account/close.html", form=form, me=me, it=closing_accounts.ahead(me.account_id))
    return (page, 422) if form.is_submitted() else page
