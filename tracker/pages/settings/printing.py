"""Routes: the center's letterhead, which its packets and handouts print."""

import io

from flask import flash, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.pages.settings.blueprint import Answer, pages
from tracker.pages.settings.forms import LetterheadForm, LogoForm, RemoveLogoForm
from tracker.services import letterhead as heads
from tracker.services.letterhead import OWN, Letterhead
from tracker.web import clashes
from tracker.web.access import actor, requires
from tracker.web.headers import shut_in


@pages.route("/settings/letterhead", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=LetterheadForm)
def letterhead() -> Answer:
    """Show the letterhead, and save accent and cover letter."""
    form = LetterheadForm(obj=heads.of(actor()))
    if not form.is_submitted():
        return _page(form=form)
    if not form.validate():
        return _page(form=form), 422
    try:
        with unit_of_work():
            heads.change(actor(), _wanted(form))
    except Conflict as problem:
        status = clashes.refuse(form, problem, heads.of(actor()))
        return _page(form=form), status
    flash(
        "The letterhead is saved. Packets issued from now on carry it; those that were issued stay as they are.",
        "success",
    )
    return redirect(url_for("settings.letterhead"), 303)


@pages.post("/settings/letterhead/logo")
@requires(Action.MANAGE_CENTER, takes=LogoForm)
def add_logo() -> Answer:
    """Read a picture and let it be the logo."""
    who, form = actor(), LogoForm()
    if not form.validate() or not form.has_a_new_file():
        return _page(logo=form), 422
    try:
        digest = heads.keep_logo(who, form.files.data[0].stream)
        with unit_of_work():
            heads.set_logo(who, digest, form.shown.data)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse(problem.message, "files")
        return _page(logo=form), 422
    flash("The logo is kept. Below you see it as it will print.", "success")
    return redirect(url_for("settings.letterhead"), 303)


@pages.post("/settings/letterhead/logo/remove")
@requires(Action.MANAGE_CENTER, takes=RemoveLogoForm)
def remove_logo() -> Answer:
    """Print no logo from now on."""
    form = RemoveLogoForm()
    if not form.validate():
        return _page(removal=form), 422
    try:
        with unit_of_work():
            heads.set_logo(actor(), "", form.shown.data)
    except Conflict as problem:
        form.refuse(problem.message)
        return _page(removal=form), 409
    flash("No logo is printed from now on. Packets that were issued keep the one they carry.", "success")
    return redirect(url_for("settings.letterhead"), 303)


@pages.get("/settings/letterhead/logos/<word:logo>")
@requires(Action.MANAGE_CENTER)
def logo(logo: str) -> Response:
    """Show the logo as it is printed, under its digest."""
    picture = heads.logo_picture(actor(), logo)
    return shut_in(send_file(io.BytesIO(picture), mimetype="image/png", conditional=False, etag=False))


def _wanted(form: LetterheadForm) -> Letterhead:
    color = form.own_accent.data if form.palette.data == OWN else form.palette.data
    return Letterhead(
        accent=color or "#",  # nothing typed is no colour, and not the usual one
        letter=form.letter.data,
        signed_by=form.signed_by.data,
        signed_as=form.signed_as.data,
        version=form.version.data,
    )


def _page(
    form: LetterheadForm | None = None, logo: LogoForm | None = None, removal: RemoveLogoForm | None = None
) -> str:
    held = heads.of(actor())
    logo, removal = logo or LogoForm(formdata=None), removal or RemoveLogoForm(formdata=None)
    logo.shown.data = removal.shown.data = held.logo
    return render_template(
        "settings/letterhead.html",
        held=held,
        form=form or LetterheadForm(formdata=None, obj=held),
        logo=logo,
        removal=removal,
    )
