"""The field for repeatable rows: a small form within the form, as many times as needed."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, Form, FormField

from tracker.web.fields.base import NamedField


class RowsField(FieldList):  # type: ignore[misc]  # WTForms ships no types
    """Rows of a RowForm. A row left blank altogether is ignored; another is asked for with a button of its own.

    `once` names the field of a row in which no two rows say the same.

    The form's `adds_row()` tells whether that button was pressed: the page is then shown again, nothing is saved.
    """

    kind = "rows"
    errors: list[Any]

    def __init__(
        self,
        label: str,
        row: type[Form],
        *,
        row_name: str,
        hint: str = "",
        most: int = 20,
        once: str = "",
        **options: Any,
    ) -> None:
        super().__init__(FormField(row), label, min_entries=1, max_entries=most, **options)
        self.row_name = row_name
        self.hint = hint
        self.most = most
        self.once = once
        self.required = False
        # Where values come from that nobody typed; set by the route.
        self.mark = ""

    @property
    def hint_id(self) -> str:
        """The id of the hint."""
        return f"{self.id}-hint"

    @property
    def mark_id(self) -> str:
        """The id of the words that say where the values come from."""
        return f"{self.id}-mark"

    @property
    def add_name(self) -> str:
        """The name of the button that asks for another row."""
        return f"{self.name}-add"

    @property
    def full(self) -> bool:
        """Whether no further row fits."""
        return len(self.entries) >= self.most

    def limits(self) -> dict[str, object]:
        """Return the most rows, and the button that asks for another."""
        return {"most": self.most, "add_button": self.add_name}

    @property
    def own_errors(self) -> list[str]:
        """What is wrong with the rows together."""
        return [error for error in self.errors if isinstance(error, str)]

    def filled(self) -> list[Form]:
        """Return the rows in which something was entered."""
        return [entry.form for entry in self.entries if not _is_blank(entry.form)]

    def validate(self, form: Form, extra_validators: Sequence[object] = ()) -> bool:
        """Judge the rows in which something was entered."""
        # Every row is asked, also after one that fails, so that all errors are shown at once.
        rows = self.filled()
        for row in rows:
            row.validate()
        if self.once:
            _refuse_repeated([row[self.once] for row in rows])
        self.errors = [row.errors for row in rows if row.errors]
        return not self.errors

    def flat_errors(self) -> list[tuple[str, str]]:
        """Return each error of each row with the anchor it belongs to; those of all rows lead to the first."""
        fields = [field for row in self.filled() for field in row if isinstance(field, NamedField)]
        own = [(fields[0].anchor, message) for message in self.own_errors]
        return own + [error for field in fields for error in field.flat_errors()]


def _refuse_repeated(fields: Sequence[NamedField]) -> None:
    seen: set[object] = set()
    for field in fields:
        if field.data in seen and not field.errors:
            field.errors = [f"{field.label.text} must not be the same in two rows."]
        seen.add(field.data)


def _is_blank(row: Form) -> bool:
    return all(field.is_blank() and not field.process_errors for field in row if isinstance(field, NamedField))
