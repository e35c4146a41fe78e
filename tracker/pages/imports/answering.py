"""Routes: what the columns of a file are, whom its names and what its titles mean."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.pages.imports.blueprint import ONE, Answer, pages
from tracker.pages.imports.forms import ColumnsForm, MeantForm
from tracker.services import imports, people, trainings
from tracker.services.imports import Ahead, Asked, Understood
from tracker.web.access import actor, requires
from tracker.web.fields import Option


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is asked about words of a file: the noun of its route, and how the page puts it."""

    noun: str
    title: str
    lead: str
    column: str


NAMES = Meaning(
    "people",
    "Whom does the file mean?",
    "Names that nobody here has exactly so. Each answer holds for all rows of that name, and is remembered for the next"
    " file.",
    "Name in the file",
)
TITLES = Meaning(
    "trainings",
    "Which trainings does the file mean?",
    "Titles that the catalog does not have exactly so. Each answer holds for all rows of that title, and is remembered"
    " for the next file.",
    "Title in the file",
)
STILL_ASKED = "One thing more: answer the question about the dates of this file, then go on."


@pages.route(f"{ONE}/columns", methods=["GET", "POST"])
@requires(Action.RECORD_FOR_OTHERS, takes=ColumnsForm)
def columns(dropped: str) -> Answer:
    """Show what each sheet and column was taken for, and take corrections and answers."""
    try:
        it = imports.understood(actor(), dropped)
    except Conflict as problem:
        flash(problem.message, "info")
        return redirect(url_for("imports.list"), 303)
    form = ColumnsForm()
    if not form.is_submitted():
        return _columns(it, ColumnsForm.of(it))
    form.name(it)
    if not form.validate():
        return _columns(it, form), 422
    try:
        with unit_of_work():
            done = imports.correct(actor(), dropped, form.version.data, form.corrected())
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse_for(problem)
        return _columns(it, form), 409
    return _asked_again(dropped) if not done else redirect(url_for("imports.show", dropped=dropped), 303)


@pages.route(f"{ONE}/people", methods=["GET", "POST"], endpoint="people")
@requires(Action.RECORD_FOR_OTHERS, takes=MeantForm)
def whom(dropped: str) -> Answer:
    """Ask whom the names of a file mean that are not certain, and keep the answers."""
    everybody = [Option(each.public_id, each.name) for each in people.everyone(actor())]
    return _meant(dropped, lambda look: look.people, imports.choose_people, everybody, MeantForm.NEW, NAMES)


@pages.route(f"{ONE}/trainings", methods=["GET", "POST"], endpoint="trainings")
@requires(Action.RECORD_FOR_OTHERS, takes=MeantForm)
def which(dropped: str) -> Answer:
    """Ask which trainings the titles of a file mean that the catalog does not have so, and keep the answers."""
    catalog = [Option(each.public_id, each.title) for each in trainings.shelf() if each.merged_into is None]
    return _meant(dropped, lambda look: look.titles, imports.choose_trainings, catalog, MeantForm.OWN, TITLES)


def _meant(
    dropped: str,
    asked: Callable[[Ahead], tuple[Asked, ...]],
    choose: Callable[..., None],
    others: list[Option],
    own: Option,
    words: Meaning,
) -> Answer:
    look, form = imports.ahead(actor(), dropped), MeantForm()
    if not form.is_submitted():
        form = MeantForm.of(look.it.version, asked(look))
        form.offer(asked(look), others, own)
        return _names(look, form, asked(look), words)
    form.offer(asked(look), others, own)
    if not form.validate():
        return _names(look, form, asked(look), words), 422
    try:
        with unit_of_work():
            choose(actor(), dropped, form.version.data, form.chosen())
    except Conflict as problem:
        form.refuse_for(problem)
        return _names(look, form, asked(look), words), 409
    return _next(dropped, words.noun, bool(asked(imports.ahead(actor(), dropped))))


def _next(dropped: str, noun: str, more: bool) -> Response:
    """Lead on to the next names that are still to be settled, or back to the whole."""
    look = imports.ahead(actor(), dropped)
    still = look.open_people if noun == "people" else look.open_titles
    shown = len(look.people if noun == "people" else look.titles)
    goes_on = more and still > 0 and shown > imports.MOST_ASKED
    return redirect(url_for(f"imports.{noun if goes_on else 'show'}", dropped=dropped), 303)


def _names(look: Ahead, form: MeantForm, asked: tuple[Asked, ...], words: Meaning) -> str:
    by_key = {each.key: each for each in asked}
    fields = [(by_key.get(entry.form.key.data), entry.form) for entry in form.rows.entries]
    return render_template("imports/meant.html", words=words, it=look.it, form=form, fields=fields, count=len(asked))


def _columns(it: Understood, form: ColumnsForm) -> str:
    layouts = {entry.form.at.data: entry.form for entry in form.layouts.entries}
    kinds = {entry.form.at.data: entry.form for entry in form.columns.entries}
    return render_template("imports/columns.html", it=it, form=form, layouts=layouts, kinds=kinds)


def _asked_again(dropped: str) -> Answer:
    it = imports.understood(actor(), dropped)
    form = ColumnsForm.of(it)
    form.refuse(STILL_ASKED)
    return _columns(it, form), 422
