"""Routes: what waits for a second person's decision."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import CompletionState
from tracker.formatting import format_count
from tracker.pages.queue.forms import DecisionForm, TogetherForm, decision_form, together_form
from tracker.services import certificates, citations, completions, review_words, reviews, waivers
from tracker.services.certificates import Agreement, Known
from tracker.services.completions import CompletionView
from tracker.web.access import actor, requires
from tracker.web.noting import Act, Subject, seen
from tracker.web.read_panels import Panel, panel_of

pages = Blueprint("queue", __name__)
Answer = str | Response | tuple[str, int]
MOST_READ = 3  # of the files of a completion; each takes a moment


@dataclass(frozen=True, slots=True)
class Group:
    """The completions of one event that wait, and the form that accepts them."""

    event: str
    title: str
    form: TogetherForm


@pages.get("/queue", endpoint="list")
@requires(Action.DECIDE)
def show_list() -> str:
    """Show what waits, the longest first, and apart what somebody else must decide on."""
    return _list()


@pages.post("/queue/events/<public_id:event>/accept")
@requires(Action.DECIDE, takes=TogetherForm)
def accept_together(event: str) -> Answer:
    """Accept several completions of one event at once: all or none."""
    views = [view for view in reviews.waiting(actor()).yours if view.event == event]
    if not views:
        raise NotFound("Nothing of this event waits for you any more.")
    form = together_form(views)
    if not form.validate():
        form.refuse("Look at the list again: it changed meanwhile, or nobody was chosen. Nothing was accepted.")
        return _list(form), 422
    try:
        with unit_of_work():
            count = reviews.accept_together(actor(), [_read(mark) for mark in form.chosen.data])
    except Conflict as clash:
        form.refuse(f"{clash.message} Nothing was accepted.")
        return _list(form), 409
    flash(f"{format_count(count, 'completion')} accepted.", "success")
    return redirect(url_for("queue.list"), 303)


@pages.route("/queue/<public_id:completion>", methods=["GET", "POST"])
@requires(Action.DECIDE, takes=DecisionForm)
def show(completion: str) -> Answer:
    """Show the certificate beside what was entered, and take the decision."""
    view = completions.get(actor(), completion)
    form = decision_form(view, review_words.of(actor()))
    seen(Act.LOOK, Subject.COMPLETION, completion, view.person)
    if not form.is_submitted():
        return _page(form, view)
    if not form.validate():
        return _page(form, view), 422
    following = reviews.next_after(actor(), completion)
    try:
        words = _decide(completion, form)
    except Conflict as clash:
        form.refuse(clash.message, "words" if clash.field else None)
        now = completions.get(actor(), completion)
        form.version.data = now.version
        return _page(form, now), 422 if clash.field else 409
    if following is None or following == completion:
        flash(f"{words} {view.title}, {view.person_name}. Nothing else waits for you.", "success")
        return redirect(url_for("queue.list"), 303)
    flash(f"{words} {view.title}, {view.person_name}. This is the next one.", "success")
    return redirect(url_for("queue.show", completion=following), 303)


@pages.get("/queue/<public_id:completion>/read")
@requires(Action.DECIDE)
def read(completion: str) -> str:
    """Show what was read from the certificate, held against what was entered; read anew, and not kept."""
    view = completions.get(actor(), completion)
    seen(Act.LOOK, Subject.COMPLETION, completion, view.person)
    panels = [panel_of(certificates.read_evidence(actor(), file.public_id)) for file in view.current_files[:MOST_READ]]
    known = certificates.known(completions.person_named(view.person))
    return render_template(
        "queue/read.html", it=view, panels=[(each, _agreements(view, each, known)) for each in panels]
    )


def _agreements(view: CompletionView, panel: Panel, known: Known) -> dict[int, Agreement]:
    return {line.number: certificates.compare(view, line.read, known) for line in panel.lines}


def _decide(completion: str, form: DecisionForm) -> str:
    accepts = form.pressed("decision") == "accept"
    with unit_of_work():
        if accepts:
            reviews.accept(actor(), completion, form.version.data, checked=form.looked_at.data)
        else:
            reviews.send_back(actor(), completion, form.version.data, form.reason)
    return "Accepted:" if accepts else "Returned:"


def _read(mark: str) -> tuple[str, int]:
    public_id, version = mark.split(".")
    return public_id, int(version)


def _list(wrong: TogetherForm | None = None) -> str:
    queue = reviews.waiting(actor())
    by_event: dict[str, list[CompletionView]] = {}
    for view in queue.yours:
        if view.event:
            by_event.setdefault(view.event, []).append(view)
    groups = [
        Group(event, views[0].event_title or "", together_form(views))
        for event, views in by_event.items()
        if len(views) > 1
    ]
    return render_template(
        "queue/list.html",
        queue=queue,
        groups=groups,
        form=wrong,
        invites=_invites(),
        waivers=waivers.waiting_count(actor()),
    )


def _invites() -> str:
    """Return where a second person is invited; empty for who may not invite."""
    may = actor().may(Action.MANAGE_ACCOUNTS) and "members.list" in current_app.view_functions
    return url_for("members.list") if may else ""


def _page(form: DecisionForm, view: CompletionView) -> str:
    waits = view.state is CompletionState.SUBMITTED
    return render_template(
        "queue/show.html",
        form=form,
        it=view,
        decides=waits and reviews.may_take(actor(), view.public_id),
        waits=waits,
        signed=citations.of_completion(view.public_id),
        following=reviews.next_after(actor(), view.public_id),
    )
