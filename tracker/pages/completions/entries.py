"""Between a completion's form and what the use cases take and give."""

import re
from typing import Any

from flask import current_app, url_for

from tracker.pages.completions.forms import CompletionFields, CorrectForm, LogForm
from tracker.services import completions
from tracker.services.actor import Actor
from tracker.services.completions import ANOTHER, CompletionView, CreditLine, Entry, Prefill
from tracker.web.converters import PublicIdConverter
from tracker.web.query import asked

_NAMES = (
    "title",
    "kind",
    "completed_on",
    "hours",
    "provider",
    "format",
    "expires_on",
    "certificate_number",
    "note",
)


def asked_for() -> dict[str, str]:
    """Return what a link to the form names: things by public ids, where it is one, and requirements as they came.

    In place of a training it may say `another`, which keeps out what a line of the plan names.
    """
    named = {name: asked(name) for name in ("person", "training", "event", "plan_line")}
    found = {name: value for name, value in named.items() if re.fullmatch(PublicIdConverter.regex, value)}
    found |= {"training": ANOTHER} if named["training"] == ANOTHER else {}
    return found | ({"requirement": asked("requirement")} if asked("requirement") else {})


def preset_of(actor: Actor) -> Prefill:
    """Return what is known before somebody types. A link may name several requirements, with commas between them."""
    named = asked_for()
    requirements = named.pop("requirement", "").split(",")
    return completions.prefill(actor, **named, requirements=list(filter(None, requirements)))


def log_form(actor: Actor, proposed: Prefill) -> LogForm:
    """Return the form for a new completion, filled with what is proposed."""
    names = ("title", "kind", "training", "event", "completed_on", "hours", "provider", "format", "topics")
    data: dict[str, Any] = {name: getattr(proposed, name) for name in names}
    form = LogForm(today=actor.today, data=data | {"people": [proposed.person] if proposed.person else []})
    form.preset = proposed
    if proposed.catalog_hours is not None:
        form.hours.hint = f"The catalog says {proposed.catalog_hours.normalize():f}; what the certificate says counts."
    _propose(form)
    return form


def correct_form(actor: Actor, view: CompletionView) -> CorrectForm:
    """Return the form for a correction, filled with what is there."""
    data: dict[str, Any] = {name: getattr(view, name) for name in (*_NAMES, "topics", "version")}
    credits = [{"body": line.body, "amount": line.amount, "number": line.number} for line in view.credits]
    shares = [{"topic": topic, "hours": share} for topic, share in view.topic_hours.items()]
    data |= {"training": view.training or "", "credits": credits or [{}], "topic_hours": shares or [{}]}
    form = CorrectForm(today=actor.today, data=data)
    _propose(form)
    return form


def entry_of(form: CompletionFields, event: str = "", proposed: frozenset[str] = frozenset()) -> Entry:
    """Return what was entered in a form that is valid; `proposed`: topics that stood in it before anybody typed."""
    values: dict[str, Any] = {name: getattr(form, name).data for name in _NAMES}
    return Entry(
        **values,
        topics=frozenset(form.topics.data),
        topic_hours={row.topic.data: row.hours.data for row in form.topic_hours.filled()},
        credits=tuple(CreditLine(row.body.data, row.amount.data, row.number.data) for row in form.credits.filled()),
        training=form.training.data or None,
        event=event or None,
        proposed=proposed,
    )


def is_unfolded(form: CompletionFields) -> bool:
    """Tell whether the rarer fields must be in sight: something was entered there, or is wrong."""
    if form.credits.filled() or form.topic_hours.filled():
        return True
    fields = [getattr(form, name) for name in CompletionFields.FOLDED if name not in {"credits", "topic_hours"}]
    return any(field.errors or field.data not in {None, "", "unknown"} for field in fields)


def _propose(form: CompletionFields) -> None:
    if "catalog.suggest" in current_app.view_functions:
        form.title.suggest_url = url_for("catalog.suggest")
