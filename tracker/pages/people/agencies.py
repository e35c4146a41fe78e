"""Routes: partner agencies: their names and fields."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.pages.people.blueprint import Answer, pages
from tracker.pages.people.forms import AgencyForm
from tracker.services import agencies as service
from tracker.services.agencies import AgencyView
from tracker.web import clashes
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm


@pages.get("/agencies")
@requires(Action.VIEW_TEAM)
def agencies() -> str:
    """Show the agencies, and how many people each has."""
    return render_template("people/agencies.html", agencies=service.listing(actor()))


@pages.route("/agencies/<public_id:agency>", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, takes=AgencyForm)
def agency(agency: str) -> Answer:
    """Show an agency as a form, and save what was changed."""
    view = _one(agency)
    form = AgencyForm(obj=view)
    if not form.is_submitted():
        return _page(view, form)
    if not form.validate():
        return _page(view, form), 422
    try:
        with unit_of_work():
            service.rename(actor(), agency, form.name.data, form.discipline.data, form.version.data)
    except Conflict as problem:
        now = _one(agency)
        status = clashes.refuse(form, problem, now)
        return _page(now, form), status
    flash("The agency is saved.", "success")
    return redirect(url_for("people.agencies"), 303)


@pages.post("/agencies/<public_id:agency>/retire")
@requires(Action.MANAGE_PEOPLE, takes=ActForm)
def retire_agency(agency: str) -> Answer:
    """Note that an agency is a partner no longer."""
    with unit_of_work():
        service.retire(actor(), agency)
    flash("Noted as a partner no longer. Its people keep it. Adding somebody with its name brings it back.", "success")
    return redirect(url_for("people.agencies"), 303)


@pages.post("/agencies/<public_id:agency>/bring-back")
@requires(Action.MANAGE_PEOPLE, takes=ActForm)
def bring_back_agency(agency: str) -> Answer:
    """Note that an agency is a partner again."""
    with unit_of_work():
        service.retire(actor(), agency, back=True)
    flash("It is a partner again.", "success")
    return redirect(url_for("people.agencies"), 303)


def _page(view: AgencyView, form: AgencyForm) -> str:
    return render_template("people/agency.html", agency=view, form=form, act=ActForm(formdata=None))


def _one(public_id: str) -> AgencyView:
    for each in service.listing(actor()):
        if each.public_id == public_id:
            return each
    raise NotFound(service.NONE_HERE)
