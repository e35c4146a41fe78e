"""Routes: everything of the center as one file: asked for, watched while it is made, downloaded, removed."""

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as Answered

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.services import archives, background
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm
from tracker.web.noting import Act, Subject, seen

pages = Blueprint("archive", __name__)

ONE = "/archive/<public_id:archive>"
PLACE = "archive.show"


@pages.route("/archive", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=ActForm)
def show() -> str | Answered:
    """Show what lies here or is on its way, and ask for it."""
    form = ActForm()
    if form.is_submitted():
        with unit_of_work():
            archives.ask(actor(), form.submission_key.data)
        background.wake()
        return redirect(url_for(PLACE), 303)
    return render_template("archive/show.html", act=form, found=archives.listing(actor()))


@pages.get(f"{ONE}/progress")
@requires(Action.MANAGE_CENTER)
def progress(archive: str) -> Response:
    """Tell the page's script how far the making is."""
    it = archives.get(actor(), archive)
    answer = jsonify(under_way=it.state.is_under_way, words=it.progress_words, done=it.steps_done, of=it.steps_all)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.get(f"{ONE}/everything.zip")
@requires(Action.MANAGE_CENTER, fresh=True, saves=True)
def file(archive: str) -> Response:
    """Send the archive."""
    found = archives.file_of(actor(), archive)
    seen(Act.DOWNLOAD, Subject.ARCHIVE, archive)
    answer = send_file(
        found.path,
        mimetype="application/zip",
        as_attachment=True,
        download_name=found.file_name,
        conditional=False,
        etag=False,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post(f"{ONE}/remove")
@requires(Action.MANAGE_CENTER, takes=ActForm)
def remove(archive: str) -> Answered:
    """Take back what is on its way, or remove what lies here."""
    with unit_of_work():
        archives.remove(actor(), archive)
    # After the commit: what a break leaves, the clean-up removes.
    archives.drop(archive)
    flash("Removed. It does not lie here any more.", "success")
    return redirect(url_for(PLACE), 303)
