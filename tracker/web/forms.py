"""The form that all pages' forms grow from.

It adds what every form needs and no page should think about: the token against forged requests, a key by which a
form sent twice is kept once, errors as one list for the summary, and a refusal to use fields without limits.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import Form
from wtforms.csrf.core import CSRFTokenField
from wtforms.fields.core import Field, UnboundField

from tracker.domain.errors import TrackerError
from tracker.web.fields import DateField, FilesField, KeptField, RowsField
from tracker.web.fields.base import NamedField
from tracker.web.fields.text import CHANGED

STALE = "This page was open for too long. Send it again; what you entered is still here."
_KEY = re.compile(r"[0-9a-f]{32}")


def new_submission_key() -> str:
    """Return 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


class _Limits:
    """Refuses fields that would take anything of any length."""

    def bind_field(self, form: Form, unbound_field: UnboundField, options: dict[str, Any]) -> Field:
        """Bind a field of ours. Raises TypeError for any other, naming it."""
        kind = unbound_field.field_class
        if not issubclass(kind, (NamedField, RowsField, CSRFTokenField)) and kind.__module__ != "wtforms.fields.form":
            raise TypeError(
                f"{type(form).__name__}.{options['name']} is a {kind.__name__}; use one of tracker.web.fields."
            )
        return unbound_field.bind(form=form, **options)


class RowForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """A row of a RowsField. It has no token of its own: the form around it carries that."""

    class Meta(_Limits):
        """Limits as on every form."""


class SubmissionKeyField(KeptField):
    """A random key of 128 bits made with the form, so that sending it twice makes one thing, not two."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the key sent; one that is no key is replaced and said."""
        sent = valuelist[0] if valuelist else ""
        self.data = sent if _KEY.fullmatch(sent) else new_submission_key()
        if self.data != sent:
            raise ValueError(CHANGED)


class VersionField(KeptField):
    """The version of the row that the form was filled from, so that nobody overwrites somebody else unseen."""

    def process_data(self, value: object) -> None:
        """Take the version to send along."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the version sent."""
        sent = valuelist[0] if valuelist else ""
        self.data = int(sent) if re.fullmatch(r"[0-9]{1,9}", sent) else None
        if self.data is None:
            raise ValueError(CHANGED)

    def refusal(self) -> str | None:
        """Nothing more to refuse: it was read as a number."""
        return None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


def _named() -> MultiDict[str, str]:
    """Return what was sent under a name; a part without one is no field's, and WTForms trips over it."""
    sent: Iterable[tuple[str | None, str]] = request.form.items(multi=True)
    return MultiDict([(name, value) for name, value in sent if name is not None])


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form of one page. Fields `until_today` need `today`, the caller's day in the center's zone.

    `BUTTONS`: the names of buttons that tell the view what to do, each with its values. `PREFIXED_BY`: the parameter of
    the address that stands before each name, where several such forms stand on one page.
    """

    class Meta(_Limits, FlaskForm.Meta):  # type: ignore[misc]  # as above
        """Limits on every field; CSRF as Flask-WTF has it."""

        def wrap_formdata(self, form: "BaseForm", formdata: Any) -> Any:
            """Take what was sent as a form, however little that is.

            Flask-WTF would also read JSON, whose numbers and lists no field of ours expects, and take an empty body for
            a form that was never sent, so that what the page showed would be saved.
            """
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return CombinedMultiDict((_files_asked_for(form), _named())) if form.is_submitted() else None

    BUTTONS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    PREFIXED_BY: ClassVar[str] = ""

    submission_key = SubmissionKeyField(default=new_submission_key, required=True)

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.top_errors: list[str] = []
        for field in self:
            if isinstance(field, DateField) and field.until_today:
                if today is None:
                    raise TypeError(f"{type(self).__name__} has a day that ends today; make it with today=…")
                field.limit(today)

    @property
    def takes_files(self) -> bool:
        """Whether the form must be sent as multipart."""
        return any(isinstance(field, FilesField) for field in self)

    def hidden_fields(self) -> Iterator[Field]:
        """Yield the fields that travel hidden."""
        return (field for field in self if isinstance(field, KeptField | CSRFTokenField))

    def pressed(self, name: str) -> str:
        """Return the value of the button that the form was sent with; empty where it was none of `name`."""
        sent = request.form.get(name, "")
        return sent if sent in self.BUTTONS[name] else ""

    def adds_row(self) -> bool:
        """Add the row that was asked for with a button, if one was. The caller then shows the page again.

        Where no further row fits, as when a page from before was sent again, it is shown as it is: nothing was saved
        that nobody asked to save.
        """
        if not self.is_submitted():
            return False
        for field in self:
            if isinstance(field, RowsField) and field.add_name in request.form:
                if not field.full:
                    field.append_entry()
                return True
        return False

    def refuse(self, message: str, field: str | None = None) -> None:
        """Add an error found after the form was read, to a field by its name or to the form as a whole."""
        if field is None:
            self.top_errors.append(message)
        else:
            self[field].errors = [*self[field].errors, message]

    def refuse_for(self, problem: TrackerError) -> None:
        """Add what a use case refused: to the field that it names where this form has that, else to the whole."""
        self.refuse(problem.message, problem.field if problem.field in self else None)

    def error_list(self) -> list[tuple[str, str]]:
        """Return every error as (anchor, message), in the order of the page; the form's own have no anchor."""
        found = [("", message) for message in self.top_errors]
        for field in self:
            if isinstance(field, CSRFTokenField):
                found += [("", STALE) for _ in field.errors]
            elif isinstance(field, KeptField):
                found += [("", str(message)) for message in field.errors]
            elif isinstance(field, NamedField | RowsField):
                found += field.flat_errors()
        return list(dict.fromkeys(found))


def _files_asked_for(form: BaseForm) -> MultiDict[str, FileStorage]:
    """Return the files sent under the names of fields for files: a field for words must not meet one."""
    asked = {field.name for field in form if isinstance(field, FilesField)}
    return MultiDict((name, file) for name, file in request.files.items(multi=True) if name in asked)


class EditForm(BaseForm):
    """A form that changes what exists: it carries the version it was filled from."""

    version = VersionField(required=True)


class OneFileForm(BaseForm):
    """A form whose one file, in the field `files`, is read at once: none waits from an earlier try."""

    def has_a_new_file(self) -> bool:
        """Tell whether a file came with the form, and say so where none did: this form keeps none from before."""
        if not self.files.data:
            self.refuse(self.files.blank_message(), "files")
        return bool(self.files.data)


class ActForm(BaseForm):
    """A button that does one thing."""


class SearchForm(BaseForm):
    """What a list is narrowed to. It comes with the address and changes nothing: no token, no key."""

    class Meta(BaseForm.Meta):
        """Without a token, which would end up in addresses."""

        csrf = False

    submission_key = None  # type: ignore[assignment]  # how WTForms takes a field away

    def chosen(self, name: str) -> str:
        """Return what a filter is set to; empty for none and for what is no choice."""
        field = self[name]
        return str(field.data) if field.data in field.values() else ""

    def words_of(self, *names: str) -> tuple[str, ...]:
        """Return what narrows the list, as people chose it: the labels of these filters, where one is set."""
        fields = [self[name] for name in names]
        return tuple(option.label for field in fields for option in field.options if option.value == (field.data or ""))
