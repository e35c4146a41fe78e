"""Routes: looking through the catalog, and reporting a link; changing it stands in `changing`."""

from flask import Response, flash, jsonify, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.formatting import format_hours
from tracker.pages.catalog import changing
from tracker.pages.catalog.blueprint import Answer, pages
from tracker.pages.catalog.forms import LONGEST, FilterForm, ReportForm
from tracker.services import links, trainings
from tracker.services.trainings import TrainingView
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm
from tracker.web.paging import PAGE_SIZE, Page, offset, page_number
from tracker.web.query import asked, search

__all__ = ["changing", "pages"]


@pages.get("/catalog", endpoint="list")
@requires(Action.VIEW_CATALOG, searches=FilterForm, reads=("page",))
def show_list() -> str:
    """Show the entries that fit a search."""
    form = search(FilterForm)
    filters = form.filters()
    found = trainings.search(filters)
    number = page_number(asked("page"))
    start = offset(number)
    page = Page(found[start : start + PAGE_SIZE], number, len(found))
    return render_template("catalog/list.html", page=page, filters=form, words=filters.words, asked=form.asked)


@pages.get("/catalog/suggest")
@requires(Action.VIEW_CATALOG, reads=("q",))
def suggest() -> Response:
    """Propose trainings for what somebody begins to type."""
    found = trainings.suggest(actor(), asked("q")[:LONGEST])
    return jsonify(results=[{"id": each.public_id, "title": each.title, "detail": _detail(each)} for each in found])


@pages.get("/catalog/<public_id:training>")
@requires(Action.VIEW_CATALOG)
def show(training: str) -> str:
    """Show everything known of a training."""
    return _page(training, ReportForm(formdata=None))


@pages.post("/catalog/<public_id:training>/report")
@requires(Action.REPORT_LINK, takes=ReportForm)
def report(training: str) -> Answer:
    """Note that a link is broken, or that what it leads to is outdated."""
    form = ReportForm()
    if not form.validate():
        return _page(training, form), 422
    try:
        with unit_of_work():
            links.report(actor(), training, form.kind.data, form.note.data, form.submission_key.data)
    except Conflict as problem:
        form.refuse(problem.message)
        return _page(training, form), 409
    flash("Thank you. The director sees your report.", "success")
    return redirect(url_for("catalog.show", training=training), 303)


def _page(training: str, form: ReportForm) -> str:
    view = trainings.get(actor(), training)
    target = trainings.get(actor(), view.merged_into) if view.merged_into else None
    return render_template("catalog/show.html", it=view, target=target, form=form, act=ActForm(formdata=None))


def _detail(view: TrainingView) -> str:
    length = format_hours(view.hours) if view.hours is not None else ""
    return ", ".join(part for part in (view.provider, length, "past event" if view.past else "") if part)
