"""The blueprint of the desk, and how its pages are shown."""

from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from tracker.services import desks
from tracker.web.at_desk import reader
from tracker.web.forms import ActForm
from tracker.web.told import AtDesk

pages = Blueprint("desk", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/desk/<public_id:desk>"


def at_desk(template: str, **values: Any) -> str:
    """Return a page of the desk: the packet's sealed content, and what stands around each page."""
    who = reader()
    found = desks.contents(who)
    around = {"reader": who, "desk": who.public_id, "contents": found, "told": found.packet, "leaving": ActForm()}
    around["to"] = AtDesk(who.public_id, found)
    return render_template(f"desk/{template}.html", **around, **values)
