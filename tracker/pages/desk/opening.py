"""Routes: opening a desk by its link, and closing it in this browser."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.pages.desk.blueprint import ONE, Answer, pages
from tracker.pages.desk.forms import OpenForm
from tracker.services import desks
from tracker.services.desks import OfferedDesk
from tracker.web import at_desk
from tracker.web.access import at_a_desk, public
from tracker.web.forms import ActForm

WRONG = "This is not the passphrase that was set. Ask whoever gave you the link."


@pages.route("/desk/open/<token:token>", methods=["GET", "POST"])
@public(takes=OpenForm)
def open(token: str) -> Answer:
    """Say what the link opens; a button opens it, so that a mail program that looks at links opens nothing."""
    offer, form = desks.offered(token, clock.now()), OpenForm()
    if not form.validate_on_submit():
        page = render_template("desk/open.html", form=form, offer=offer)
        return (page, 422) if form.is_submitted() else page
    if status := _refused(offer, form):
        return render_template("desk/open.html", form=form, offer=offer), status
    with unit_of_work():
        visit = desks.begin(offer, clock.now())
    answer = redirect(url_for("desk.show", desk=offer.public_id), 303)
    at_desk.open_here(answer, offer.public_id, visit)
    return answer


def _refused(offer: OfferedDesk, form: OpenForm) -> int:
    """Count the try, then compare; put what is wrong on the form and return the status, 0 where it opens."""
    try:
        with unit_of_work():
            desks.count_try(offer, clock.now())
    except Refused as hurry:
        form.refuse(hurry.message)
        return 429
    db.session.rollback()  # whoever compares holds no connection that others need
    if desks.opens_with(offer, form.passphrase.data):
        return 0
    form.refuse(WRONG, "passphrase")
    return 422


@pages.post(f"{ONE}/leave")
@at_a_desk(takes=ActForm)
def leave(desk: str) -> Response:
    """Close the desk in this browser."""
    with unit_of_work():
        desks.leave(at_desk.reader())
    answer = redirect(url_for("desk.left"), 303)
    at_desk.close_here(answer)
    return answer


@pages.get("/desk/left")
@public()
def left() -> str:
    """Say that the desk is closed here."""
    return render_template("desk/left.html")
