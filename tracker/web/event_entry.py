"""Between the forms of an event, held or to come, and the use cases: what was entered."""

from tracker.services.events import Entry
from tracker.web.forms import BaseForm


def entry_of(form: BaseForm) -> Entry:
    """Return an event as entered in a form with its fields; documents alone have a last valid day."""
    told = form.data
    return Entry(
        kind=told["kind"],
        title=told["title"],
        held_on=told["held_on"],
        training=told["training"] or "",
        provider=told["provider"],
        format=told["format"],
        hours=told["hours"],
        topics=frozenset(told["topics"]),
        expires_on=told.get("expires_on"),
        note=told["note"],
    )
