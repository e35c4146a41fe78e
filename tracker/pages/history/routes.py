"""Routes: who saw and did what at the center, and what happened with one's own record."""

from collections.abc import Iterable
from itertools import chain

from flask import Blueprint, Response, render_template, url_for

from tracker.domain.access import Action
from tracker.formatting import format_moment, format_number
from tracker.pages.history.entries import Entry, entry
from tracker.pages.history.forms import FilterForm
from tracker.services import activity, history
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import asked, search
from tracker.web.spreadsheet import csv_file

pages = Blueprint("history", __name__)

HEADS = ("When", "Who", "Role", "What", "Times that day", "Whose record", "Details", "Reason", "Line")


@pages.get("/history", endpoint="list")
@requires(Action.VIEW_HISTORY, searches=FilterForm, reads=("before",))
def show_list() -> str:
    """Show who saw and did what, newest first, of everything or of what was asked for."""
    who, filters = actor(), _filters()
    part = activity.of_center(who, filters.narrowed, activity.place(who, asked("before")))
    _note(Act.LOOK, filters)
    names = {option.value: option.label for option in filters.person.options}
    return render_template(
        "history/list.html",
        entries=[entry(item) for item in part.items],
        filters=filters,
        about=names.get(filters.narrowed.person, ""),
        csv=url_for("history.list_csv", **filters.asked),
        most=activity.MOST_EXPORTED,
        older=url_for("history.list", before=part.older, **filters.asked) if part.older else "",
        head=history.head(who.center_id),
    )


@pages.get("/history.csv", endpoint="list_csv")
@requires(Action.VIEW_HISTORY, fresh=True, searches=FilterForm, saves=True)
def show_list_csv() -> Response:
    """Give the same list to take along."""
    who, filters = actor(), _filters()
    _note(Act.EXPORT, filters)
    part = activity.exported(who, filters.narrowed)
    rows = _rows((entry(item) for item in part.items), who.zone)
    return csv_file("history", HEADS, chain(rows, [_stops()] if part.older else []))


@pages.get("/my-record/history")
@requires(Action.VIEW_OWN_TRAINING, reads=("before",))
def mine() -> str:
    """Show what happened with one's own record, and who looked at it."""
    who = actor()
    part = activity.of_own(who, activity.place(who, asked("before")))
    linked = who.may(Action.VIEW_TEAM)
    return render_template(
        "history/mine.html",
        entries=[
            entry(item, own=True, linked=linked or item.subject in {"completion", "person"}) for item in part.items
        ],
        older=url_for("history.mine", before=part.older) if part.older else "",
    )


def _filters() -> FilterForm:
    filters, who = search(FilterForm), actor()
    filters.by.options = [Option(key, name) for key, name in activity.who_acts(who)]
    filters.person.options = [Option(key, name) for key, name in activity.whose_records(who)]
    return filters


def _note(act: Act, filters: FilterForm) -> None:
    person = filters.narrowed.person
    seen(act, Subject.HISTORY, person or actor().center, person or None)


def _rows(entries: Iterable[Entry], zone: str) -> Iterable[tuple[object, ...]]:
    for it in entries:
        when, line = format_moment(it.at, zone), it.number or ""
        yield when, it.who, it.role, it.what, it.times, it.person, "; ".join(it.detail), it.reason, line


def _stops() -> tuple[object, ...]:
    """The last row of a table that holds less than the list."""
    most = format_number(activity.MOST_EXPORTED)
    return (f"This table stops at the newest {most} entries. For older ones fill in “To” before you take it along.",)
