"""Routes: everything ever logged for a person: one's own record, or somebody's whose record one may see."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, render_template, url_for

from tracker.domain.access import Action
from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.formatting import join_names
from tracker.pages.record.forms import FilterForm
from tracker.services import completions, handouts
from tracker.services.completions import Book, CompletionView
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.handing import ENDINGS, handed
from tracker.web.noting import Act, Subject, seen
from tracker.web.paging import PAGE_SIZE, Page, offset, page_number
from tracker.web.query import asked, search
from tracker.web.spreadsheet import csv_file

pages = Blueprint("record", __name__)

HEADS = (
    "Person",
    "What it is",
    "Title",
    "Provider",
    "Format",
    "Completed on",
    "Last valid day",
    "Hours",
    "Topics",
    "Hours by topic",
    "Credits",
    "Certificate number",
    "Proof",
    "Files",
    "State",
    "Submitted on",
    "Decided on",
    "Decided by",
    "Note",
)


@pages.get("/my-record", endpoint="mine")
@requires(Action.VIEW_OWN_TRAINING, searches=FilterForm, reads=("page",))
def mine() -> str:
    """Show one's own record."""
    return _page("", "record.mine", {})


@pages.get("/people/<public_id:person>/record")
@requires(Action.VIEW_OWN_TRAINING, searches=FilterForm, reads=("page",))
def of_person(person: str) -> str:
    """Show the record of somebody whose record one may see."""
    seen(Act.LOOK, Subject.PERSON, person, person)
    return _page(person, "record.of_person", {"person": person})


@pages.get("/my-record.csv")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, searches=FilterForm, saves=True)
def mine_csv() -> Response:
    """Give one's own record to take along."""
    return _csv("")


@pages.get("/people/<public_id:person>/record.csv")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, searches=FilterForm, saves=True)
def of_person_csv(person: str) -> Response:
    """Give somebody's record to take along."""
    seen(Act.EXPORT, Subject.PERSON, person, person)
    return _csv(person)


@pages.get(f"/my-record/transcript.{ENDINGS}")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, saves=True)
def take_own_transcript(ending: str) -> Response:
    """Give one's own transcript."""
    return handed(handouts.of_person(actor()), ending)


@pages.get(f"/people/<public_id:person>/transcript.{ENDINGS}")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, saves=True)
def take_transcript(person: str, ending: str) -> Response:
    """Give the transcript of somebody whose record one may see."""
    seen(Act.EXPORT, Subject.PERSON, person, person)
    return handed(handouts.of_person(actor(), person), ending)


def _page(person: str, endpoint: str, where: dict[str, Any]) -> str:
    book, filters = _leaf(person)
    number = page_number(asked("page"))
    start = offset(number)
    page = Page(book.completions[start : start + PAGE_SIZE], number, len(book.completions))
    return render_template(
        "record/book.html",
        book=book,
        filters=filters,
        page=page,
        endpoint=endpoint,
        where=where,
        linked=where | filters.asked,
        csv=url_for(f"{endpoint}_csv", **(where | filters.asked)),
    )


def _leaf(person: str) -> tuple[Book, FilterForm]:
    filters = search(FilterForm)
    whole = completions.book(actor(), person)
    filters.year.options = [Option(str(shelf.year), str(shelf.year)) for shelf in whole.years]
    chosen: dict[str, Any] = dict(filters.asked)
    if year := chosen.pop("year", None):
        chosen["year"] = int(year)
    return (completions.narrowed(whole, **chosen), filters)


def _csv(person: str) -> Response:
    book, _ = _leaf(person)
    return csv_file("training-record", HEADS, (_row(view) for view in book.completions))


def _row(view: CompletionView) -> tuple[object, ...]:
    return (
        view.person_name,
        view.kind.replace("_", " "),
        view.title,
        view.provider,
        TrainingFormat(view.format).label,
        view.completed_on.isoformat(),
        view.expires_on.isoformat() if view.expires_on else "",
        _number(view.hours),
        join_names(sorted(Topic(topic).label for topic in view.topics)),
        "; ".join(f"{Topic(topic).label} {_number(share)}" for topic, share in view.topic_hours.items()),
        "; ".join(" ".join(part for part in (_number(c.amount), c.body, c.number) if part) for c in view.credits),
        view.certificate_number,
        view.grade.label,
        len(view.current_files),
        view.state.label,
        view.submitted_at.date().isoformat() if view.submitted_at else "",
        view.decided_at.date().isoformat() if view.decided_at else "",
        view.decided_by or "",
        view.note,
    )


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
