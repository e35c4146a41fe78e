"""What a completion's lines of history say, as people read them."""

from typing import Any

from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.formatting import format_date, join_names
from tracker.services.history import Line

_FIELDS = {
    "completed_on": "completion date",
    "expires_on": "last valid day",
    "certificate_number": "certificate number",
    "kind": "what it is",
    "topic_hours": "hours by topic",
}
_DONE = {"submit": "Sent in", "withdraw": "Withdrawn", "accept": "Accepted", "return": "Returned"}

_FILES = {"attach": "File added", "withdraw_file": "File withdrawn"}
_PLACES = {
    "cite": "Pointed at",
    "correct_place": "Corrected where to look",
    "remove_place": "No longer pointed at",
    "redact": "Not printed any more",
    "take_back_redaction": "A part of a file is printed again",
}


def timeline_of(lines: list[Line]) -> list[dict[str, str]]:
    """Return lines of history as the timeline shows them."""
    return [{"what": _what(line), "who": line.who, "at": format_date(line.at), "why": line.reason} for line in lines]


def _what(line: Line) -> str:
    if line.action == "record":
        how = ", by a one-time link" if line.detail.get("by_link") else ""
        return "Saved as a draft" if line.detail.get("state") == "draft" else f"Logged and sent in{how}"
    if line.action == "import":
        return f"Brought in from “{line.detail.get('file', '')}”: {line.detail.get('place', '')}"
    if line.action in _FILES:
        return f"{_FILES[line.action]}: {line.detail['name']}"
    if line.action in _PLACES:
        told = (line.detail.get(name, "") for name in ("label", "where"))
        return f"{_PLACES[line.action]}: {', '.join(filter(None, told))}".removesuffix(": ")
    if line.action == "correct":
        return f"Corrected: {join_names(_changes(line.detail))}"
    return _DONE.get(line.action, line.action.replace("_", " ").capitalize())


def _changes(detail: dict[str, Any]) -> list[str]:
    return [
        f"{_FIELDS.get(name, name)} from {_shown(before)} to {_shown(after)}"
        for name, (before, after) in detail.items()
        if name != "state"
    ]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return join_names(f"{_shown(topic)} ({hours})" for topic, hours in value.items()) if value else "nothing"
    if isinstance(value, list):
        return join_names(_shown(each) for each in value) if value else "nothing"
    if value in set(Topic):
        return Topic(value).label
    if value in set(TrainingFormat):
        return TrainingFormat(value).label
    return f"“{value}”" if value else "nothing"
