"""Routes: checking a packet by its file, and what the code that is printed in it leads to.

The browser works out the SHA-256 of the file and sends that alone, so that no packet leaves whoever holds it.
"""

from flask import render_template

from tracker import clock
from tracker.domain.errors import Refused
from tracker.pages.check.blueprint import Answer, pages
from tracker.pages.check.forms import CheckForm
from tracker.services import packets
from tracker.services.packets import IssuedPacket
from tracker.web.access import public


@pages.route("/check", methods=["GET", "POST"], endpoint="show")
@public(takes=CheckForm)
def show() -> Answer:
    """Say which packet a file is, and whether it is unchanged."""
    return _answer(None)


@pages.route("/check/<public_id:printed>", methods=["GET", "POST"], endpoint="packet")
@public(takes=CheckForm)
def packet(printed: str) -> Answer:
    """Say what the packet's own cover says of it, and check a file against it."""
    return _answer(packets.of_code(printed))


def _answer(scanned: IssuedPacket | None) -> Answer:
    form = CheckForm()
    if not form.validate_on_submit():
        page = render_template("check/show.html", form=form, scanned=scanned)
        return (page, 422) if form.is_submitted() else page
    try:
        digest = packets.digest_in(form.digest.data)
    except Refused as wrong:
        form.refuse(wrong.message, wrong.field)
        return render_template("check/show.html", form=form, scanned=scanned), 422
    found, words = packets.of_file(digest)
    moved = packets.changes_of(found, clock.now()) if found else None
    return render_template(
        "check/show.html", form=form, scanned=scanned, digest=digest, found=found, words=words, moved=moved
    )
