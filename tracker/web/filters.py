"""What templates can say: the words of `formatting`, and the words of a status."""

from datetime import date, datetime

from flask import Flask, g

from tracker import formatting
from tracker.services.actor import Actor
from tracker.web import markup

STATUS_WORDS = {
    "met": "Met",
    "due_soon": "Due soon",
    "not_met": "Not met",
    "lapsed": "Lapsed",
    "in_review": "In review",
    "waived": "Waived",
    "not_yet_due": "Not yet due",
    "does_not_apply": "Does not apply",
}


def status_word(status: str) -> str:
    """Return the word for a status. Raises KeyError for what is none: a page never shows a raw key."""
    return STATUS_WORDS[str(status)]


def happened_on(it: object) -> date:
    """Return the day of a completion or of a team's event, which a finding may rest on alike."""
    day: date = getattr(it, "completed_on", None) or getattr(it, "held_on")  # noqa: B009 either of two shapes
    return day


def day_of(moment: datetime) -> date:
    """Return the day of a moment on the clock of the center whose page it is; in UTC on pages of no center."""
    actor: Actor | None = g.get("actor")
    return actor.day_of(moment) if actor else moment.date()


FILTERS = {
    "count_of": formatting.format_count,
    "date": formatting.format_date,
    "day": day_of,
    "happened_on": happened_on,
    "highlight": markup.highlight,
    "hours": formatting.format_hours,
    "in_days": formatting.format_relative,
    "initials": formatting.initials,
    "lasting": formatting.format_lasting,
    "moment": formatting.format_moment,
    "names": formatting.join_names,
    "number": formatting.format_number,
    "paragraphs": markup.paragraphs,
    "plural": formatting.pluralize,
    "share": formatting.format_share,
    "size": formatting.format_size,
    "span": formatting.format_span,
    "status_word": status_word,
}


def install(app: Flask) -> None:
    """Give templates the filters, `icon` and `joined`; lines that only steer leave nothing in the page."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(icon=markup.icon, joined=markup.joined)
