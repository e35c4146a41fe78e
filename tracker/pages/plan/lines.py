"""Routes: what was agreed on, one line of it, and what is done with that afterwards."""

from collections.abc import Callable, Sequence

from flask import Response, flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import PlanLineState
from tracker.pages.plan.blueprint import Answer, pages
from tracker.pages.plan.forms import AgreedForm, BookForm, ChangeForm, CloseForm
from tracker.services import handouts, plan_lines
from tracker.services.plan_lines import PlanLineView
from tracker.web import clashes, options
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import EditForm
from tracker.web.handing import ENDINGS, handed
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import search

ONE = "/plan/agreed/<public_id:plan_line>"


@pages.get("/plan/agreed")
@requires(Action.VIEW_TEAM, searches=AgreedForm)
def agreed() -> str:
    """Show every line that was agreed on, by who sees to it and how it stands."""
    filters = search(AgreedForm)
    found, shown = _narrowed(filters)
    return render_template("plan/agreed.html", shown=shown, filters=filters, total=len(found))


@pages.get(f"/plan/agreed.{ENDINGS}")
@requires(Action.VIEW_TEAM, fresh=True, searches=AgreedForm, saves=True)
def take_agreed(ending: str) -> Response:
    """Give the same list to take along."""
    filters = search(AgreedForm)
    _, shown = _narrowed(filters)
    seen(Act.EXPORT, Subject.PLAN, actor().center)
    return handed(handouts.of_lines(actor(), shown, filters.words_of("owner", "state")), ending)


def _narrowed(filters: AgreedForm) -> tuple[Sequence[PlanLineView], list[PlanLineView]]:
    """Return every line, and those that fit the filters, which this fills with who sees to any."""
    found = plan_lines.listing(actor())
    owners = sorted({(each.owner_name, each.owner) for each in found})
    filters.owner.options = [Option(public_id, name) for name, public_id in owners]
    return found, [each for each in found if _fits(each, filters.chosen("owner"), filters.chosen("state"))]


def _fits(each: PlanLineView, owner: str, state: str) -> bool:
    stands = each.state.is_to_do if not state else state in {"all", each.state}
    return stands and owner in {"", each.owner}


@pages.get(ONE)
@requires(Action.VIEW_OWN_TRAINING)
def line(plan_line: str) -> str:
    """Show a line to who sees the team, to whom it is for, and to who sees to it."""
    return _page(plan_line)


@pages.post(f"{ONE}/change")
@requires(Action.DECIDE, takes=ChangeForm)
def change(plan_line: str) -> Answer:
    """Change who sees to it, by when, and the note."""
    form = ChangeForm()
    form.owner.options = _owners(plan_lines.get(actor(), plan_line))

    def act() -> None:
        values = {"owner": form.owner.data, "due_on": form.due_on.data, "note": form.note.data}
        plan_lines.change(actor(), plan_line, form.version.data, **values)

    return _changed(plan_line, form, act, "Saved.")


@pages.post(f"{ONE}/book")
@requires(Action.VIEW_OWN_TRAINING, takes=BookForm)
def book(plan_line: str) -> Answer:
    """Say for which day it is booked."""
    form = BookForm()
    return _changed(
        plan_line, form, lambda: plan_lines.book(actor(), plan_line, form.version.data, form.booked_on.data), "Saved."
    )


@pages.post(f"{ONE}/close")
@requires(Action.DECIDE, takes=CloseForm)
def close(plan_line: str) -> Answer:
    """Drop it with a reason, or say that it is done."""
    form = CloseForm()
    is_done = form.pressed("decision") == "done"
    outcome = PlanLineState.DONE if is_done else PlanLineState.DROPPED
    return _changed(
        plan_line,
        form,
        lambda: plan_lines.close(actor(), plan_line, form.version.data, outcome, form.reason.data),
        "Done." if is_done else "Dropped, with your reason.",
    )


def _changed(line: str, form: EditForm, act: Callable[[], None], words: str) -> Answer:
    """Act on a form that is filled in rightly, and say so; else say what clashes, over it and what is there now."""
    if not form.validate():
        return _page(line, form), 422
    try:
        with unit_of_work():
            act()
    except Conflict as problem:
        status = clashes.refuse_act(form, problem, plan_lines.get(actor(), line).version)
        return _page(line, form), status
    flash(words, "success")
    return redirect(url_for("plan.line", plan_line=line), 303)


def _page(line: str, wrong: EditForm | None = None) -> str:
    view = plan_lines.get(actor(), line)
    now = {name: getattr(view, name) for name in ("version", "owner", "due_on", "note", "booked_on")}
    forms: dict[type[EditForm], EditForm] = {
        kind: kind(formdata=None, data=now) for kind in (ChangeForm, BookForm, CloseForm)
    }
    if wrong is not None:
        forms[type(wrong)] = wrong
    if actor().may(Action.DECIDE):
        forms[ChangeForm].owner.options = _owners(view)
    return render_template(
        "plan/line.html",
        it=view,
        wrong=wrong,
        change_form=forms[ChangeForm],
        book_form=forms[BookForm],
        close_form=forms[CloseForm],
    )


def _owners(view: PlanLineView) -> list[Option]:
    """Return who may see to a line: who is here today, and who does now."""
    return options.people(actor(), view.owner)
