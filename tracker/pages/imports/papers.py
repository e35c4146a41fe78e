"""Routes: files that come with a spreadsheet, and which rows they prove."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from flask import flash, jsonify, redirect, render_template, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.formatting import format_count
from tracker.pages.imports.blueprint import ONE, Answer, pages
from tracker.pages.imports.paper_forms import FILES_ON_PAGE, PairForm, PapersForm, row_words
from tracker.services import background, imports
from tracker.services.imports import Ahead, Dropped, FileOutcome
from tracker.web.access import actor, requires
from tracker.web.fields.files import shown_name
from tracker.web.headers import shut_in
from tracker.web.paging import Page, page_number
from tracker.web.query import asked

# What is told after a redirect travels in a cookie, which has no room for a hundred.
MOST_TOLD = 5


@pages.route(f"{ONE}/files", methods=["GET", "POST"])
@requires(Action.RECORD_FOR_OTHERS, takes=PapersForm, reads=("outcome", "page"))
def files(dropped: str) -> Answer:
    """Show the files that came with a spreadsheet and what would come of each; take in more of them."""
    form = PapersForm()
    if not form.is_submitted():
        return _files(dropped, form)
    if not form.validate() or not form.has_a_new_file():
        return _files(dropped, form), 422
    kept, refused = _kept(form.files.data)
    try:
        with unit_of_work():
            done = imports.drop_files(actor(), dropped, kept)
    except Conflict as problem:
        form.refuse_for(problem)
        return _files(dropped, form), 409
    background.wake()
    for words in refused:
        form.refuse(words, "files")
    if refused:
        return _files(dropped, form), 422
    flash(_dropped_words(done), "info")
    return redirect(url_for("imports.files", dropped=dropped), 303)


@pages.get(f"{ONE}/files/progress")
@requires(Action.RECORD_FOR_OTHERS)
def files_progress(dropped: str) -> Response:
    """Tell the page's script how far the reading of the files is."""
    far = imports.how_far(actor(), dropped)
    answer = jsonify(under_way=far.is_under_way, words=far.words, done=far.read, of=far.of or 1)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.get(f"{ONE}/files/<public_id:file>/pages/<int:number>")
@requires(Action.RECORD_FOR_OTHERS)
def picture(dropped: str, file: str, number: int) -> Response:
    """Show a page of a file that came with a spreadsheet as a picture, numbered from 1."""
    path = imports.picture_of(actor(), dropped, file, number)
    answer = send_file(path, mimetype="image/jpeg", etag=False)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return shut_in(answer)


@pages.post(f"{ONE}/files/rows")
@requires(Action.RECORD_FOR_OTHERS, takes=PairForm, reads=("outcome", "page"))
def pair(dropped: str) -> Answer:
    """Keep which rows files prove, as people say it."""
    form, look = PairForm(), imports.ahead(actor(), dropped)
    form.offer(look)
    chosen = form.chosen(look) if form.validate() else None
    if chosen is None:
        return _files(dropped, PapersForm(formdata=None), form, look), 422
    try:
        with unit_of_work():
            imports.choose_files(actor(), dropped, form.version.data, chosen)
    except Conflict as problem:
        form.refuse_for(problem)
        return _files(dropped, PapersForm(formdata=None), form), 409
    number, outcome = page_number(asked("page")), _outcome()
    page = number if number > 1 else None
    return redirect(url_for("imports.files", dropped=dropped, outcome=outcome, page=page), 303)


def come_with(dropped: str, files: Sequence[FileStorage]) -> None:
    """Let files come with a spreadsheet that was dropped at the same time; say what was kept and what was not.

    The spreadsheet is kept already: whatever is wrong with a file is told on the page that follows.
    """
    kept, refused = _kept(files)
    try:
        with unit_of_work():
            done = imports.drop_files(actor(), dropped, kept)
        if kept:
            flash(_dropped_words(done), "info")
    except Conflict as problem:
        refused.append(problem.message)
    for words in refused[:MOST_TOLD]:
        flash(words, "warning")
    if refused[MOST_TOLD:]:
        flash(f"{format_count(len(refused[MOST_TOLD:]), 'more file')} could not be taken.", "warning")


def _kept(files: Sequence[FileStorage]) -> tuple[list[imports.KeptFile], list[str]]:
    """Keep each file that can be kept; the others are named with the reason."""
    kept, refused = [], []
    for file in files:
        try:
            kept.append(imports.keep_file(actor(), cast("BinaryIO", file.stream), file.filename or ""))
        except Refused:
            raise
        except TrackerError as problem:
            refused.append(f"{shown_name(file.filename)}: {problem.message}")
    return kept, refused


def _files(dropped: str, adding: PapersForm, form: PairForm | None = None, look: Ahead | None = None) -> str:
    look, outcome, number = look or imports.ahead(actor(), dropped), _outcome(), page_number(asked("page"))
    these = look.files.of(outcome)
    first = (number - 1) * FILES_ON_PAGE
    shown = list(these[first : first + FILES_ON_PAGE])
    form = form or PairForm.of(look, shown)
    # The summary of the page holds the errors of both forms.
    for _, message in adding.error_list():
        form.refuse(message)
    here = {each.public_id for each in shown if each.is_choosable}
    rows = [entry.form for entry in form.rows.entries]
    return render_template(
        "imports/files.html",
        it=look.it,
        look=look.files,
        far=look.files.far,
        adding=adding,
        form=form,
        page=Page(shown, number, len(these), FILES_ON_PAGE),
        outcome=outcome,
        row_words=row_words,
        fields={row.key.data: row for row in rows if row.key.data in here},
        # What was said of a file that is not shown any more is shown all the same: nothing typed is lost.
        strays=[row for row in rows if row.key.data not in here],
    )


def _outcome() -> FileOutcome | None:
    return FileOutcome(asked("outcome")) if asked("outcome") in set(FileOutcome) else None


def _dropped_words(done: Dropped) -> str:
    each = "it" if done.new == 1 else "each"
    words = f"{format_count(done.new, 'file')} kept; {each} is read now." if done.new else "Nothing new came."
    were = "was" if done.again == 1 else "were"
    return f"{words} {format_count(done.again, 'file')} {were} here already." if done.again else words
