"""Routes: a spreadsheet dropped, read, looked through, brought in, taken back."""

from collections.abc import Callable

from flask import Response as FileResponse
from flask import flash, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.formatting import format_count
from tracker.pages.imports import answering, papers
from tracker.pages.imports.blueprint import ONE, Answer, pages
from tracker.pages.imports.forms import RowsForm, SpreadsheetForm, StepForm
from tracker.services import background, imports
from tracker.services.imports import ImportState, ImportView, Outcome, Saved
from tracker.web import handing
from tracker.web.access import actor, requires
from tracker.web.fields.files import shown_name
from tracker.web.paging import PAGE_SIZE, Page, offset, page_number
from tracker.web.query import asked

__all__ = ["answering", "pages", "papers"]


@pages.route("/import", methods=["GET", "POST"], endpoint="list")
@requires(Action.RECORD_FOR_OTHERS, takes=SpreadsheetForm)
def show_list() -> Answer:
    """Show what this is for and what was dropped before; take in a spreadsheet."""
    form = SpreadsheetForm()
    if not form.is_submitted():
        return _list(form)
    if not form.validate() or not form.has_a_new_file():
        return _list(form), 422
    try:
        return _drop(form)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse(problem.message, "files")
        return _list(form), 422


@pages.get("/import/list-to-fill.xlsx")
@requires(Action.RECORD_FOR_OTHERS, fresh=True, saves=True)
def list_to_fill() -> FileResponse:
    """Give an empty list to fill, with drop-downs of what the center has on record."""
    return handing.workbook(imports.list_to_fill(actor()), "list-to-fill")


@pages.get(ONE)
@requires(Action.RECORD_FOR_OTHERS, reads=("outcome", "page"))
def show(dropped: str) -> Answer:
    """Show how far an import is: what is asked, what would come of each row, or what came of it."""
    it = imports.get(actor(), dropped)
    if it.state is ImportState.READ:
        return redirect(url_for("imports.columns", dropped=dropped), 303)
    if not it.state.has_rows:
        return render_template("imports/under_way.html", it=it, step=_step(it))
    return _ahead(dropped)


@pages.get(f"{ONE}/progress")
@requires(Action.RECORD_FOR_OTHERS)
def progress(dropped: str) -> Response:
    """Tell the page's script how far the reading is."""
    it = imports.get(actor(), dropped)
    answer = jsonify(under_way=it.state.is_under_way, words=it.progress_words, done=it.steps_done, of=it.steps_all)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post(f"{ONE}/rows")
@requires(Action.RECORD_FOR_OTHERS, takes=RowsForm, reads=("outcome", "page"))
def rows(dropped: str) -> Answer:
    """Keep what comes of rows that meet something here."""
    form, look = RowsForm(), imports.ahead(actor(), dropped)
    form.offer(look)
    if not form.validate():
        return _ahead(dropped, form), 422
    try:
        with unit_of_work():
            imports.choose_rows(actor(), dropped, form.version.data, form.chosen(look))
    except Conflict as problem:
        form.refuse_for(problem)
        return _ahead(dropped, form), 409
    return redirect(_here(dropped), 303)


@pages.post(f"{ONE}/bring-in")
@requires(Action.RECORD_FOR_OTHERS, takes=StepForm)
def save(dropped: str) -> Response:
    """Bring in all rows that are ready."""
    form = StepForm()
    return _moved_on(form, dropped, lambda: _save(form, dropped), url_for("imports.show", dropped=dropped))


@pages.post(f"{ONE}/take-back")
@requires(Action.RECORD_FOR_OTHERS, takes=StepForm)
def take_back(dropped: str) -> Response:
    """Take an import back, as long as nothing was built on it."""
    form = StepForm()
    return _moved_on(form, dropped, lambda: _take_back(form, dropped), url_for("imports.show", dropped=dropped))


@pages.post(f"{ONE}/throw-away")
@requires(Action.RECORD_FOR_OTHERS, takes=StepForm)
def throw_away(dropped: str) -> Response:
    """Throw a file away that brought in nothing."""
    form = StepForm()
    return _moved_on(form, dropped, lambda: _throw_away(form, dropped), url_for("imports.list"))


def _moved_on(form: StepForm, dropped: str, act: Callable[[], None], then: str) -> Response:
    """Do what a button says, and lead on; what was refused is said on the page of the import as it stands now."""
    try:
        if not form.validate():
            raise Conflict(form.error_list()[0][1])
        with unit_of_work():
            act()
    except Conflict as problem:
        flash(problem.message, "error")
        then = url_for("imports.show", dropped=dropped)
    return redirect(then, 303)


def _save(form: StepForm, dropped: str) -> None:
    saved = imports.save(actor(), dropped, form.version.data, form.submission_key.data)
    if saved is not None:
        flash(_saved_words(saved), "success")


def _take_back(form: StepForm, dropped: str) -> None:
    imports.take_back(actor(), dropped, form.version.data)
    flash("It is taken back: the record is as it was before. The rows and your answers are still here.", "info")


def _throw_away(form: StepForm, dropped: str) -> None:
    imports.throw_away(actor(), dropped, form.version.data)
    flash("The file is thrown away, with all that was read of it. The record is as it was.", "info")


def _drop(form: SpreadsheetForm) -> Response:
    file, who = form.files.data[0], actor()
    held = imports.hold(who, file.stream, shown_name(file.filename))
    with unit_of_work():
        made = imports.begin(who, held, form.submission_key.data)
    # From here on it is kept: whatever ends now, it is read at the next look.
    if form.papers.data:
        papers.come_with(made, form.papers.data)
        background.wake()
    if held.size <= imports.AT_ONCE:
        imports.read(who.center_id, made, clock.now)
    else:
        background.wake()
    return redirect(url_for("imports.show", dropped=made), 303)


def _list(form: SpreadsheetForm) -> str:
    return render_template("imports/list.html", form=form, dropped=imports.listing(actor()))


def _here(dropped: str) -> str:
    number = page_number(asked("page"))
    outcome = asked("outcome") if asked("outcome") in set(Outcome) else None
    return url_for("imports.show", dropped=dropped, outcome=outcome, page=number if number > 1 else None)


def _ahead(dropped: str, form: RowsForm | None = None) -> str:
    look = imports.ahead(actor(), dropped)
    outcome = Outcome(asked("outcome")) if asked("outcome") in set(Outcome) else None
    these, number = look.of(outcome), page_number(asked("page"))
    shown = list(these[offset(number) : offset(number) + PAGE_SIZE])
    form = form or RowsForm.of(look, shown)
    return render_template(
        "imports/show.html",
        look=look,
        it=look.it,
        page=Page(shown, number, len(these)),
        outcome=outcome,
        form=form,
        step=_step(look.it),
        fields={entry.form.number.data: entry.form for entry in form.rows.entries},
        in_the_way=imports.in_the_way(actor(), dropped) if look.it.state is ImportState.SAVED else (),
    )


def _step(it: ImportView) -> StepForm:
    return StepForm(formdata=None, data={"version": it.version})


def _saved_words(saved: Saved) -> str:
    made = [
        format_count(number, word, plural)
        for number, word, plural in (
            (saved.completions, "completion", "completions"),
            (saved.people, "person", "people"),
            (saved.agencies, "agency", "agencies"),
        )
        if number
    ]
    if saved.files:
        made.append(format_count(saved.files, "file"))
    if saved.replaced:
        made.append(f"{format_count(saved.replaced, 'completion')} corrected")
    if saved.changed:
        made.append(f"{format_count(saved.changed, 'entry', 'entries')} of people and agencies changed")
    return f"Brought in: {', '.join(made)}. Each completion waits for review before it counts."
