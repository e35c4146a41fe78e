"""Routes: the centers of the installation, and beginning a further one. For the installation's administrator."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.installation.forms import CenterForm
from tracker.services import backup, mailing, new_centers, replies
from tracker.web.access import requires

pages = Blueprint("installation", __name__)
Answer = str | Response | tuple[str, int]


@pages.get("/installation")
@requires(Action.MANAGE_INSTALLATION, fresh=True)
def show() -> str:
    """Show which centers there are, and how its backups stand."""
    return _page(CenterForm())


@pages.post("/installation/centers")
@requires(Action.MANAGE_INSTALLATION, fresh=True, takes=CenterForm)
def begin() -> Answer:
    """Begin a center; the link for its director is mailed, and shown once to hand over in person."""
    form, me = CenterForm(), current_user.signed_in
    if not form.validate():
        return _page(form), 422
    entered = (form.center_name.data, form.time_zone.data, form.director.data, form.email.data)
    key = form.submission_key.data or ""
    try:
        with unit_of_work():
            if new_centers.was_begun_by(me.account_id, key):
                flash("This center was begun already. Its link stood on the first answer, and in the mail.", "info")
                return redirect(url_for("installation.show"), 303)
            mail, link = new_centers.begin(me.account_id, me.name, *entered, clock.now(), key, form.measured_by.data)
    except Conflict as clash:
        form.refuse(clash.message, clash.field)
        return _page(form), 422
    return render_template(
        "installation/begun.html", name=form.center_name.data, link=link, to=mail.to, sent=mailing.send(mail)
    )


def _page(form: CenterForm) -> str:
    return render_template(
        "installation/show.html",
        form=form,
        centers=new_centers.listing(),
        backups=backup.standing(clock.now()),
        mailbox=replies.standing(),
    )
