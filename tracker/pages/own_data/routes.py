"""Routes: what the center keeps about oneself, as one file to take along."""

import tempfile

from flask import Blueprint, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.domain.access import Action
from tracker.pages.own_data import archive
from tracker.services import installation, own_data
from tracker.web.access import actor, requires

pages = Blueprint("own_data", __name__)


@pages.get("/my-data.zip")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, saves=True)
def take() -> Response:
    """Give everything that is kept about oneself at this center."""
    who = actor()
    data = own_data.gather(who, current_user.signed_in)
    # Without a name, so that nothing is left of it whatever happens; beside the data, where there is room.
    out = tempfile.TemporaryFile(dir=installation.current().data)  # noqa: SIM115 closed once it was sent
    archive.write(out, data, center=who.center_name, name=who.name, day=who.today.isoformat())
    out.seek(0)
    answer = send_file(out, mimetype="application/zip", as_attachment=True, download_name="my-data.zip")
    answer.call_on_close(out.close)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
