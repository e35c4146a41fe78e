"""Routes: looking at a waiver, deciding on it, adding files, taking it back, ending it early."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.waivers.blueprint import Answer, pages
from tracker.pages.waivers.forms import DecideForm, EndForm, FilesForm, TakeBackForm
from tracker.services import evidence, evidence_reading, waivers
from tracker.web import clashes, uploads
from tracker.web.access import actor, requires
from tracker.web.forms import BaseForm, EditForm

ONE = "/waivers/<public_id:waiver>"


@pages.get(ONE)
@requires(Action.VIEW_TEAM)
def show(waiver: str) -> str:
    """Show a waiver with its files, and what can be done with it."""
    return _page(waiver)


@pages.post(f"{ONE}/decide")
@requires(Action.DECIDE, takes=DecideForm)
def decide(waiver: str) -> Answer:
    """Grant or decline what somebody else proposed."""
    form = DecideForm()
    if form.pressed("decision") == "grant":
        words = "Granted. Pages and packets say so from its first day on."
        return _changed(waiver, form, lambda: waivers.grant(actor(), waiver, form.version.data), words)
    return _changed(
        waiver,
        form,
        lambda: waivers.decline(actor(), waiver, form.version.data, form.reason.data),
        "Declined, with your reason.",
    )


@pages.post(f"{ONE}/take-back")
@requires(Action.DECIDE, takes=TakeBackForm)
def take_back(waiver: str) -> Answer:
    """Take back what one proposed oneself and nobody decided on yet."""
    form = TakeBackForm()
    return _changed(
        waiver,
        form,
        lambda: waivers.withdraw(actor(), waiver, form.version.data),
        "Taken back.",
        leads_to=url_for("waivers.list"),
    )


@pages.post(f"{ONE}/end")
@requires(Action.DECIDE, takes=EndForm)
def end(waiver: str) -> Answer:
    """End early what was granted, with the reason."""
    form = EndForm()
    return _changed(
        waiver,
        form,
        lambda: waivers.end(actor(), waiver, form.version.data, form.last_day.data, form.reason.data),
        "It ends on the day you chose.",
    )


@pages.post(f"{ONE}/files")
@requires(Action.DECIDE, takes=FilesForm)
def add_files(waiver: str) -> Answer:
    """Add the letter or the decision behind it."""
    who, form = actor(), FilesForm()
    if uploads.taken_along(who, form, lambda files: evidence.attach(who, files, waiver=waiver)) is None:
        return _page(waiver, form), 422
    flash("Added.", "success")
    return redirect(url_for("waivers.show", waiver=waiver), 303)


def _changed(waiver: str, form: EditForm, act: Callable[[], None], words: str, leads_to: str = "") -> Answer:
    """Act on a form that is filled in rightly, and say so; else say what clashes, over it and what is there now."""
    if not form.validate():
        return _page(waiver, form), 422
    try:
        with unit_of_work():
            act()
    except Conflict as problem:
        status = clashes.refuse_act(form, problem, waivers.get(actor(), waiver).version)
        return _page(waiver, form), status
    flash(words, "success")
    return redirect(leads_to or url_for("waivers.show", waiver=waiver), 303)


def _page(waiver: str, wrong: BaseForm | None = None) -> str:
    who = actor()
    view = waivers.get(who, waiver)
    forms: dict[type[BaseForm], BaseForm] = {
        kind: kind(formdata=None, data={"version": view.version})
        for kind in (DecideForm, TakeBackForm, EndForm, FilesForm)
    }
    if wrong is not None:
        forms[type(wrong)] = wrong
    return render_template(
        "waivers/show.html",
        it=view,
        files=[each for each in evidence_reading.of_waiver(who, waiver) if each.withdrawn_at is None],
        wrong=wrong,
        decide_form=forms[DecideForm],
        take_back_form=forms[TakeBackForm],
        end_form=forms[EndForm],
        files_form=forms[FilesForm],
    )
