"""Routes: withdrawing a packet that prints a file which was removed for good."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.packets.blueprint import ONE, Answer, pages
from tracker.pages.packets.forms import WithdrawPacketForm
from tracker.services import archives, packets, retention
from tracker.web.access import actor, requires

NOT_SURE = "Say that you know that it cannot be brought back."
OUT_OF_ARCHIVES = "A packet of the center was withdrawn."


@pages.route(f"{ONE}/withdraw", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, fresh=True, takes=WithdrawPacketForm)
def withdraw(packet: str) -> Answer:
    """Say what goes and what stays, and withdraw the packet."""
    it, form = packets.get(actor(), packet), WithdrawPacketForm()
    if form.validate_on_submit():
        try:
            return _withdraw(packet, form)
        except Conflict as clash:
            form.refuse(clash.message, clash.field)
    page = render_template(
        "packets/withdraw.html",
        form=form,
        it=it,
        may=packets.prints_removed(packet),
        backups=retention.backups_words(),
    )
    return (page, 422) if form.is_submitted() else page


def _withdraw(packet: str, form: WithdrawPacketForm) -> Response:
    if not form.sure.data:
        raise Conflict(NOT_SURE, field="sure")
    with unit_of_work():
        packets.withdraw(actor(), packet, form.words.data)
        archives.end_all(actor(), OUT_OF_ARCHIVES)
    # After the commit: a row that says "withdrawn" before its files are gone is mended by the clean-up.
    packets.finish(clock.now())
    archives.sweep(clock.now())
    flash("The packet is withdrawn. Its page says when and why.", "success")
    return redirect(url_for("packets.show", packet=packet), 303)
