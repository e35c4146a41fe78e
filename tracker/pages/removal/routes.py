"""Routes: removing for good a file that must not be kept."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.removal.forms import RemoveFileForm
from tracker.services import archives, removing_files, retention
from tracker.services.removing_files import Why
from tracker.web.access import actor, requires

pages = Blueprint("removal", __name__)
Answer = str | Response | tuple[str, int]
NOT_SURE = "Say that you know that it cannot be brought back."


@pages.route("/evidence/<public_id:evidence>/remove", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, fresh=True, takes=RemoveFileForm)
def file(evidence: str) -> Answer:
    """Say what goes and what stays, ask why, and remove a file for good."""
    form, ahead = RemoveFileForm(), removing_files.ahead(actor(), evidence)
    if form.validate_on_submit():
        try:
            _remove(evidence, form)
        except Conflict as clash:
            form.refuse(clash.message, clash.field)
        else:
            flash("The file is removed for good. The record says so, with your reason.", "success")
            # Packets that print it are withdrawn from this page, each after a look at it.
            there = "removal.file" if ahead.packets else "evidence.file"
            return redirect(url_for(there, evidence=evidence), 303)
    mails = retention.periods_in_force()["replies"].lasts.days
    page = render_template("removal/file.html", form=form, it=ahead, backups=retention.backups_words(), mails=mails)
    return (page, 422) if form.is_submitted() else page


def _remove(evidence: str, form: RemoveFileForm) -> None:
    if not form.sure.data:
        raise Conflict(NOT_SURE, field="sure")
    with unit_of_work():
        removing_files.remove(actor(), evidence, Why(form.why.data), form.words.data)
    # After the commit: a row that says "removed" before its bytes are gone is mended by the clean-up.
    removing_files.finish(clock.now())
    archives.sweep(clock.now())
