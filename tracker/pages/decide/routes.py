"""Routes: deciding by a one-time link. Looking uses nothing up; sending does."""

from flask import Blueprint, Response, render_template, send_file

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.formatting import format_count
from tracker.pages.decide.forms import DecideForm
from tracker.services import decision_links, review_words, seen_by_link
from tracker.services.decision_links import Asked, Invited
from tracker.web.access import public
from tracker.web.headers import shut_in
from tracker.web.noting_by_link import Act, Sight, Subject, seen

pages = Blueprint("decide", __name__)
Answer = str | tuple[str, int]


@pages.route("/decide/<token:token>", methods=["GET", "POST"])
@public(takes=DecideForm)
def show(token: str) -> Answer:
    """Show what waits, and take every decision at once."""
    who, asked = decision_links.invited(token, clock.now())
    form = DecideForm()
    _saw(who, *(Sight(Act.LOOK, Subject.COMPLETION, each.public_id, each.person) for each in asked.items))
    if not form.is_submitted():
        return _page(token, who, asked, DecideForm.of(asked))
    if not form.validate():
        return _page(token, who, asked, form), 422
    try:
        with unit_of_work():
            count = decision_links.decide(who, form.said())
    except Conflict as problem:
        form.refuse(problem.message)
        return _page(token, who, asked, form), 409
    return render_template("decide/done.html", who=who, count=format_count(count, "completion"))


@pages.get("/decide/<token:token>/files/<int:number>/<int:page>")
@public()
def picture(token: str, number: int, page: int) -> Response:
    """Send the picture of a page of a file behind one of them."""
    who, asked = decision_links.invited(token, clock.now())
    path = decision_links.picture(asked, number, page)
    file = asked.files[number - 1].public_id
    behind = [each for each in asked.items if file in {it.public_id for it in (*each.current_files, *each.event_files)}]
    # By the completion: the sheet of an event is a file of each who was there, and each sees that it was opened.
    _saw(who, *(Sight(Act.OPEN, Subject.EVIDENCE, each.public_id, each.person) for each in behind))
    return shut_in(send_file(path, "image/jpeg", conditional=False, etag=False))


def _saw(who: Invited, *sights: Sight) -> None:
    seen(lambda: seen_by_link.decider(who.actor, who.public_id, who.decided_as), *sights)


def _page(token: str, who: Invited, asked: Asked, form: DecideForm) -> str:
    rows = [(entry.form, asked.get((entry.form.item.data or "").partition(".")[0])) for entry in form.rows.entries]
    numbers = {file.public_id: number for number, file in enumerate(asked.files, start=1)}
    shown = {"rows": rows, "numbers": numbers, "checklist": review_words.of(who.actor).checklist}
    return render_template("decide/show.html", token=token, who=who, form=form, **shown)
