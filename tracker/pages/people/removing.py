"""Routes: removing somebody who was added by mistake."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.people.blueprint import Answer, pages
from tracker.pages.people.forms import RemovePersonForm
from tracker.services import removing_people, retention
from tracker.services.removing_people import Place, Why
from tracker.web import clashes
from tracker.web.access import actor, requires


@pages.route("/people/<public_id:person>/remove", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, fresh=True, takes=RemovePersonForm)
def remove(person: str) -> Answer:
    """Say what hangs on somebody and what stays said, ask why, and remove them."""
    it = removing_people.ahead(actor(), person)
    form, status = RemovePersonForm(obj=it), 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                with unit_of_work():
                    removing_people.remove(actor(), person, Why(form.why.data), form.version.data)
            except Conflict as clash:
                it = removing_people.ahead(actor(), person)
                status = clashes.refuse(form, clash, it)
            else:
                flash("They are removed from the list. The history says why, without the name.", "success")
                return redirect(url_for("people.list"), 303)
    page = render_template(
        "people/remove.html", form=form, it=it, person=person, where=_where(person), backups=retention.backups_words()
    )
    return page, status


def _where(person: str) -> dict[Place, str]:
    return {
        Place.RECORD: url_for("record.of_person", person=person),
        Place.MEMBERS: url_for("members.list"),
        Place.PACKETS: url_for("packets.list"),
        Place.WAIVERS: url_for("waivers.list"),
        Place.PLAN: url_for("plan.agreed", state="all"),
    }
