"""Routes: letting somebody read a packet by a link, and seeing what became of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.desks.forms import AnswerForm, DeskForm
from tracker.services import centers, desks, installation, packets
from tracker.services.desks import DeskKind, Offer
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm

pages = Blueprint("desks", __name__)

Answer = str | Response | tuple[str, int]


@pages.get("/packets/<public_id:packet>/desks", endpoint="list")
@requires(Action.ISSUE_PACKET)
def show_list(packet: str) -> str:
    """Show who reads a packet by a link."""
    return render_template("desks/list.html", it=packets.get(actor(), packet), given=desks.of_packet(actor(), packet))


@pages.route("/packets/<public_id:packet>/desks/new", methods=["GET", "POST"])
@requires(Action.MANAGE_ACCOUNTS, fresh=True, takes=DeskForm)
def give(packet: str) -> Answer:
    """Let somebody read a packet; the link is shown once, to be copied by hand."""
    it = packets.get(actor(), packet)
    form = DeskForm(ends_on=desks.usual_end(actor(), centers.settings(actor()).site_visit_on))
    if form.validate_on_submit():
        try:
            return _give(packet, form)
        except Conflict as clash:
            form.refuse_for(clash)
    page = render_template("desks/new.html", form=form, it=it)
    return (page, 422) if form.is_submitted() else page


def _give(packet: str, form: DeskForm) -> Answer:
    kind = DeskKind(form.kind.data)
    offer = Offer(form.reviewer.data, form.ends_on.data, kind, form.passphrase.data)
    with unit_of_work():
        desk, token = desks.give(actor(), packet, offer, form.submission_key.data)
    if not token:
        flash("This link was made already, and is shown only once. Was it lost? Revoke it, and make another.", "info")
        return redirect(url_for("desks.show", desk=desk), 303)
    link = f"{installation.current().base_url}{url_for('desk.open', token=token)}"
    return render_template("desks/given.html", link=link, it=desks.get(actor(), desk)[0])


@pages.get("/desks/<public_id:desk>")
@requires(Action.ISSUE_PACKET)
def show(desk: str) -> str:
    """Show one desk: until when it opens, what was asked, what was looked at, and of a mock review the marks."""
    (it, viewed), who = desks.get(actor(), desk), actor()
    values = {
        "it": it,
        "viewed": viewed,
        "act": ActForm(),
        "may_act": it.lasts and who.may(Action.MANAGE_ACCOUNTS),
        "asked": desks.asked_at(who, desk),
        "marked": desks.marks_of_mock(desk) if it.kind is DeskKind.MOCK else [],
    }
    return render_template("desks/show.html", **values)


@pages.get("/desk-questions")
@requires(Action.ISSUE_PACKET)
def questions() -> str:
    """Show what reviewers asked and nobody answered yet."""
    return render_template("desks/questions.html", asked=desks.waiting(actor()))


@pages.route("/desk-questions/<public_id:question>", methods=["GET", "POST"])
@requires(Action.ISSUE_PACKET, takes=AnswerForm)
def answer(question: str) -> Answer:
    """Show a question on its requirement, and answer it."""
    it, form = desks.question(actor(), question), AnswerForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                desk = desks.answer(actor(), question, form.words.data)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            flash("The answer stands at the reviewer's desk.", "success")
            return redirect(url_for("desks.show", desk=desk), 303)
    page = render_template("desks/answer.html", form=form, it=it, places=desks.places(actor(), it))
    return (page, 422) if form.is_submitted() else page


@pages.post("/desks/<public_id:desk>/take-over")
@requires(Action.MANAGE_ACCOUNTS, takes=ActForm)
def take_over(desk: str) -> Response:
    """Let a link work again whose giver may not give one any more."""
    with unit_of_work():
        desks.take_over(actor(), desk)
    flash("The link works again, for whoever has it. You stand for it now.", "success")
    return redirect(url_for("desks.show", desk=desk), 303)


@pages.post("/desks/<public_id:desk>/revoke")
@requires(Action.MANAGE_ACCOUNTS, takes=ActForm)
def revoke(desk: str) -> Response:
    """Let a link work no more."""
    with unit_of_work():
        desks.revoke(actor(), desk)
    flash("The link is revoked. Whoever reads there is shown out with the next page.", "success")
    return redirect(url_for("desks.show", desk=desk), 303)
