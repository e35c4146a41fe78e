"""Routes: the files that prove, served to those who may see the record they belong to.

No browser ever runs any of this: originals are offered for saving only, pages are pictures that were drawn anew.
"""

from flask import flash, redirect, render_template

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.evidence import citing, redacting
from tracker.pages.evidence.blueprint import Answer, pages, record_page, send
from tracker.pages.evidence.forms import WithdrawFileForm
from tracker.services import evidence as files
from tracker.services import evidence_reading
from tracker.web.access import actor, requires
from tracker.web.noting import Act, Subject, seen

__all__ = ["citing", "pages", "redacting"]


@pages.get("/evidence/<public_id:evidence>/file")
@requires(Action.VIEW_OWN_TRAINING)
def file(evidence: str) -> Answer:
    """Offer the original for saving, under its cleaned name; say so where it was withdrawn."""
    opened = evidence_reading.open_file(actor(), evidence)
    if opened.withdrawn_at is not None:
        return render_template("evidence/withdrawn.html", it=opened, back=record_page(evidence), evidence=evidence), 410
    seen(Act.DOWNLOAD, Subject.EVIDENCE, evidence, opened.person)
    return send(opened, save=True)


@pages.get("/evidence/<public_id:evidence>/pages/<int:number>")
@requires(Action.VIEW_OWN_TRAINING)
def preview(evidence: str, number: int) -> Answer:
    """Show a page as a picture, numbered from 1."""
    opened = evidence_reading.open_page(actor(), evidence, number)
    if opened.withdrawn_at is not None:
        return render_template("evidence/withdrawn.html", it=opened, back=record_page(evidence), evidence=evidence), 410
    seen(Act.OPEN, Subject.EVIDENCE, evidence, opened.person)
    return send(opened, save=False)


@pages.route("/evidence/<public_id:evidence>/withdraw", methods=["GET", "POST"], endpoint="withdraw")
@requires(Action.RECORD_COMPLETION, takes=WithdrawFileForm)
def withdraw_file(evidence: str) -> Answer:
    """Ask why a file is withdrawn, and withdraw it."""
    opened, form = evidence_reading.open_file(actor(), evidence), WithdrawFileForm()
    if form.validate_on_submit():
        try:
            _withdraw(evidence, form.reason.data)
        except Conflict as clash:
            form.refuse(clash.message, clash.field)
        else:
            flash("The file is withdrawn. It stays in the record with your reason.", "success")
            return redirect(record_page(evidence), 303)
    page = render_template(
        "evidence/withdraw.html", form=form, it=opened, back=record_page(evidence), evidence=evidence
    )
    return (page, 422) if form.is_submitted() else page


def _withdraw(public_id: str, reason: str) -> None:
    with unit_of_work():
        files.withdraw(actor(), public_id, reason)
