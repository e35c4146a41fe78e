"""Routes: giving a link by which one person logs from a phone, listing them, and taking one back."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.formatting import format_date
from tracker.pages.phone.forms import GiveForm, OwnForm
from tracker.services import installation, phone_links
from tracker.services.phone_links import Offer
from tracker.web import qr
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm

pages = Blueprint("phone_links", __name__)
Answer = str | Response | tuple[str, int]
USUAL = timedelta(days=7)


@pages.get("/phone-links", endpoint="list")
@requires(Action.RECORD_COMPLETION)
def show_list() -> str:
    """Show the links that were given, and what became of them."""
    return _list(OwnForm(formdata=None))


@pages.post("/phone-links/own")
@requires(Action.RECORD_COMPLETION, takes=OwnForm)
def own() -> Answer:
    """Make a link for one's own phone, and show it once, as a picture to scan."""
    form = OwnForm()
    if not form.validate():
        return _list(form), 422
    try:
        with unit_of_work():
            _, token = phone_links.give_own(actor(), form.submission_key.data)
    except Conflict as nobody:
        form.refuse(nobody.message)
        return _list(form), 409
    return _given(token, actor().name, "15 minutes", is_own=True)


@pages.route("/phone-links/new", methods=["GET", "POST"])
@requires(Action.RECORD_FOR_OTHERS, fresh=True, takes=GiveForm)
def give() -> Answer:
    """Ask for whom a link is, and show it, once."""
    form = GiveForm(data={"ends_on": actor().today + USUAL})
    people = phone_links.people_to_choose(actor())
    form.person.options = [Option(each.public_id, each.name, each.role_words, each.agency) for each in people]
    if form.validate_on_submit():
        try:
            with unit_of_work():
                offer = Offer(form.person.data, form.ends_on.data)
                _, token = phone_links.give(actor(), offer, form.submission_key.data)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            name = next(each.name for each in people if each.public_id == form.person.data)
            return _given(token, name, f"until {format_date(form.ends_on.data)}", is_own=False)
    page = render_template("phone_links/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


@pages.post("/phone-links/<public_id:link>/revoke")
@requires(Action.RECORD_COMPLETION, takes=ActForm)
def revoke(link: str) -> Response:
    """Let a link work no more."""
    with unit_of_work():
        phone_links.revoke(actor(), link)
    flash("The link is revoked. What was sent by it before stays.", "success")
    return redirect(url_for("phone_links.list"), 303)


def _list(form: OwnForm) -> str:
    given = phone_links.listing(actor())
    return render_template("phone_links/list.html", given=given, form=form, act=ActForm(formdata=None))


def _given(token: str, name: str, lasts: str, *, is_own: bool) -> Answer:
    if not token:
        flash("This link was made already, and is shown only once. Was it lost? Revoke it, and make another.", "info")
        return redirect(url_for("phone_links.list"), 303)
    address = f"{installation.current().base_url}{url_for('phone.show', token=token)}"
    shown = {"address": address, "picture": qr.picture(address), "name": name, "lasts": lasts, "is_own": is_own}
    return render_template("phone_links/given.html", **shown)
