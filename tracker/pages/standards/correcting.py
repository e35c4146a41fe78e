"""Routes: correcting a requirement of a standard, and taking the corrected file along."""

from types import SimpleNamespace

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.standards.blueprint import HOLDS, ONE, Answer, pages
from tracker.pages.standards.forms import BringInForm, CorrectForm, shown
from tracker.services import correcting
from tracker.services.correcting import Correctable, Preview
from tracker.services.standards import Followed
from tracker.web import clashes
from tracker.web.access import actor, requires


@pages.route(f"{ONE}/requirements/<word:requirement>", methods=["GET", "POST"])
@requires(Action.MANAGE_STANDARDS, takes=CorrectForm)
def correct(key: str, edition: str, requirement: str) -> Answer:
    """Show a requirement as a form, say whom a correction changes, and save it."""
    here = correcting.get(actor(), key, edition, requirement)
    form = CorrectForm.of(here)
    if not form.is_submitted():
        return _page(form, here)
    if not form.validate():
        return _page(form, here), 422
    try:
        if not form.may_save():
            return _page(form, here, correcting.preview(actor(), key, edition, requirement, form.values()))
        with unit_of_work():
            correcting.save(actor(), key, edition, requirement, form.values(), form.version.data, form.reason.data)
    except Conflict as problem:
        form.seen.data = ""
        now = correcting.get(actor(), key, edition, requirement)
        status = clashes.refuse(form, problem, SimpleNamespace(version=now.version, **shown(now)))
        return _page(form, now), status
    flash(f"Saved. {HOLDS}", "success")
    return redirect(url_for("standards.show", key=key, edition=edition, _anchor=requirement), 303)


@pages.route(f"{ONE}/bring-in", methods=["GET", "POST"])
@requires(Action.MANAGE_STANDARDS, takes=BringInForm)
def bring_in(key: str, edition: str) -> Answer:
    """Take over what another center corrected, from their file; say first whom that changes."""
    followed = correcting.one(actor(), key, edition)
    form = BringInForm(data={"version": followed.version})
    if not form.is_submitted():
        return _file_page(form, followed)
    if not form.validate():
        return _file_page(form, followed), 422
    try:
        if not form.may_save():
            return _file_page(form, followed, correcting.preview_file(actor(), key, edition, form.file.data))
        with unit_of_work():
            correcting.bring_in(actor(), key, edition, form.file.data, form.version.data, form.reason.data)
    except Conflict as problem:
        form.seen.data = ""
        now = correcting.one(actor(), key, edition)
        status = clashes.refuse_act(form, problem, now.version)
        return _file_page(form, now), status
    flash(f"Taken over. {HOLDS}", "success")
    return redirect(url_for("standards.show", key=key, edition=edition), 303)


@pages.get(f"{ONE}/file")
@requires(Action.VIEW_STANDARDS)
def file(key: str, edition: str) -> Response:
    """Offer the standard's file with the center's corrections written in, for saving."""
    answer = make_response(correcting.exported(actor(), key, edition))
    answer.headers["Content-Type"] = "application/toml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{key}-{edition}.toml"'
    return answer


def _file_page(form: BringInForm, followed: Followed, preview: Preview | None = None) -> str:
    return render_template("standards/bring_in.html", form=form, followed=followed, preview=preview)


def _page(form: CorrectForm, here: Correctable, preview: Preview | None = None) -> str:
    return render_template(
        "standards/correct.html", form=form, here=here, preview=preview, way_words=correcting.way_words
    )
