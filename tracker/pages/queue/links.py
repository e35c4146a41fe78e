"""Routes: letting somebody without an account decide once on what nobody here may decide on."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.queue.forms import LinkForm
from tracker.services import decision_links, installation
from tracker.services.decision_links import Offer
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm

pages = Blueprint("decision_links", __name__)
Answer = str | Response | tuple[str, int]
USUAL = timedelta(days=7)


@pages.get("/queue/links", endpoint="list")
@requires(Action.MANAGE_ACCOUNTS)
def show_list() -> str:
    """Show who was asked to decide by a link, and what became of it."""
    given = decision_links.listing(actor())
    return render_template("decision_links/list.html", given=given, act=ActForm(formdata=None))


@pages.route("/queue/links/new", methods=["GET", "POST"])
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=LinkForm)
def give() -> Answer:
    """Ask who decides on what, and show the link, once."""
    waiting = decision_links.to_choose(actor())
    form = LinkForm(data={"ends_on": actor().today + USUAL, "chosen": [view.public_id for view in waiting]})
    form.chosen.options = [Option(view.public_id, f"{view.title}, {view.person_name}") for view in waiting]
    if form.validate_on_submit():
        try:
            return _give(form)
        except Conflict as clash:
            form.refuse_for(clash)
    page = render_template("decision_links/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


@pages.post("/queue/links/<public_id:link>/revoke")
@requires(Action.MANAGE_ACCOUNTS, takes=ActForm)
def revoke(link: str) -> Response:
    """Let a link work no more."""
    with unit_of_work():
        decision_links.revoke(actor(), link)
    flash("The link is revoked. What waits goes on waiting.", "success")
    return redirect(url_for("decision_links.list"), 303)


def _give(form: LinkForm) -> Answer:
    offer = Offer(form.decider.data, form.function.data, form.ends_on.data, form.chosen.data)
    with unit_of_work():
        _, token = decision_links.give(actor(), offer, form.submission_key.data)
    if not token:
        flash("This link was made already, and is shown only once. Was it lost? Revoke it, and make another.", "info")
        return redirect(url_for("decision_links.list"), 303)
    link = f"{installation.current().base_url}{url_for('decide.show', token=token)}"
    return render_template("decision_links/given.html", link=link, offer=offer)
