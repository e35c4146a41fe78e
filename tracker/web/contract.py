"""Everything that a route takes, told by the forms and words that it declares: what `routes --json` prints.

Nothing here is written by hand, so it cannot differ from what a form refuses.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wtforms.fields.core import Field

from tracker.web.access import Permission
from tracker.web.fields import RowsField
from tracker.web.forms import BaseForm

Facts = dict[str, Any]
TOKEN = {"name": "csrf_token", "in": "form", "kind": "token", "required": True}


def fields_of(permission: Permission) -> list[Facts]:
    """Return each field of a route: its name, where it stands ("form" or "query"), kind, whether required, limits."""
    found: list[Facts] = []
    if permission.takes:
        found += [TOKEN, *_form(permission.takes, "form")]
    if permission.searches:
        found += _form(permission.searches, "query")
    found += _sent_by_a_program(permission)
    words = {"in": "query", "kind": "word", "required": False}
    return found + [{"name": name, **words} for name in permission.reads]


def _sent_by_a_program(permission: Permission) -> Iterator[Facts]:
    """Yield what a route of the API reads: of its query, its headers, its body, and the file that comes with it."""
    for shape, where in (
        (permission.query, "query"),
        (permission.body, "multipart" if permission.takes_file else "json"),
    ):
        for name, field in (shape.model_fields if shape else {}).items():
            yield {"name": name, "in": where, "kind": "json", "required": field.is_required()}
    for name in permission.headers:
        yield {"name": name, "in": "header", "kind": "word", "required": True}
    if permission.takes_file:
        yield {"name": "file", "in": "multipart", "kind": "files", "required": True}


def _form(kind: type[BaseForm], where: str) -> Iterator[Facts]:
    # The form as it is before a route has filled it: no request, no token, and every day still allowed.
    form = kind(formdata=None, meta={"csrf": False}, today=date.max, prefix=_prefix(kind))
    for field in form:
        yield {"name": field.name, "in": where, **_facts(field)}
    for name, values in kind.BUTTONS.items():
        yield {"name": name, "in": where, "kind": "button", "required": False, "options": list(values)}


def _prefix(kind: type[BaseForm]) -> str:
    return f"<{kind.PREFIXED_BY}>" if kind.PREFIXED_BY else ""


def _facts(field: Field) -> Facts:
    facts = {"kind": field.kind, "required": field.required, **field.limits()}
    if isinstance(field, RowsField):
        # The number of a row stands in the names of its fields: rows-0-name.
        facts["fields"] = [{"name": inner.short_name, **_facts(inner)} for inner in field.entries[0].form]
    return facts
