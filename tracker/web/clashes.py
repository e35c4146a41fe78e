"""Two people saved one thing: the second sees what is there now beside what they typed, and saves again knowingly."""

from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.errors import Conflict
from tracker.formatting import format_date, format_number, join_names
from tracker.web.fields import KeptField
from tracker.web.fields.base import NamedField
from tracker.web.fields.choices import ChoiceField
from tracker.web.forms import EditForm


def refuse(form: EditForm, problem: Conflict, now: Any) -> int:
    """Put a conflict on the form and return the status of the answer.

    `now`: what is there, with its version and an attribute for each field. Where its version is not the one the form
    was filled from, each field that differs says what is saved now, and the form may be sent once more: 409.
    """
    if form.version.data == now.version:
        return refuse_act(form, problem, now.version)
    form.refuse(problem.message)
    form.version.data = now.version
    for field in form:
        if not isinstance(field, NamedField) or isinstance(field, KeptField):
            continue
        # What is asked only of who changes something, such as the reason, is nowhere yet.
        saved = getattr(now, field.short_name, field.data)
        if _plain(saved) != _plain(field.data):
            field.errors = [*field.errors, f"Saved now: {_words(field, saved)}."]
    return 409


def refuse_act(form: EditForm, problem: Conflict, version: int) -> int:
    """Put a conflict on a form that holds nothing to compare, and return the status: 409 where `version` is another.

    What there is now stands on the page around such a form; it may be sent once more.
    """
    changed = form.version.data != version
    form.refuse_for(problem)
    form.version.data = version
    return 409 if changed else 422


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return "\n".join(value)  # names, one a line
    return frozenset(value) if isinstance(value, list | frozenset) else value


def _words(field: NamedField, value: Any) -> str:
    if isinstance(field, ChoiceField):
        chosen = set(value) if isinstance(value, frozenset | list) else {str(value)}
        return join_names(option.label for option in field.options if option.value in chosen) or "nothing"
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    if isinstance(value, tuple):
        return join_names(value) or "nothing"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_number(value)
    return str(value) if value else "nothing"
