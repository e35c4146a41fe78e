"""The part that all fields share: a name from which label, hint, ids and errors are built."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation


class NamedField(Field):  # type: ignore[misc]  # WTForms ships no types
    """A field that asks for one thing and words its own errors from that thing's name.

    `thing` is how a sentence names it ("the completion date"); by default it is made from the label. `kind` picks
    the template that draws it. A blank field never reaches the validators that follow: it is asked for or let pass.
    """

    kind = "text"
    verb = "Enter"
    data: Any
    errors: Sequence[str]

    def __init__(
        self,
        label: str,
        *,
        thing: str = "",
        hint: str = "",
        required: bool = True,
        width: str = "full",
        autocomplete: str = "",
        inputmode: str = "",
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.thing = thing or f"the {_in_sentence(label)}"
        self.hint = hint
        self.required = required
        self.width = width
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        # Where a value comes from that nobody typed; set by the route.
        self.mark = ""

    @property
    def capital_thing(self) -> str:
        """The thing's name at the start of a sentence: "The completion date"."""
        return self.thing[0].upper() + self.thing[1:]

    @property
    def hint_id(self) -> str:
        """The id of the hint, whether or not there is one."""
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        """The id of the error, whether or not there is one."""
        return f"{self.id}-error"

    @property
    def mark_id(self) -> str:
        """The id of the words that say where the value comes from."""
        return f"{self.id}-mark"

    @property
    def anchor(self) -> str:
        """The id that a link in the error summary leads to: what takes the focus."""
        return str(self.id)

    @property
    def described_by(self) -> str:
        """Ids of what explains the field, for aria-describedby; empty where nothing does."""
        return " ".join(
            [
                *([self.hint_id] if self.hint else []),
                *([self.mark_id] if self.mark else []),
                *([self.error_id] if self.errors else []),
            ],
        )

    def attributes(self) -> Mapping[str, str | bool]:
        """Return the attributes of the control, as WTForms takes them."""
        chosen = {
            "class_": f"control control--{self.width}",
            "aria_describedby": self.described_by,
            "aria_invalid": "true" if self.errors else "",
            "autocomplete": self.autocomplete,
            "inputmode": self.inputmode,
        }
        return {name: value for name, value in chosen.items() if value}

    def is_blank(self) -> bool:
        """Tell whether nothing was given."""
        return self.data is None or self.data == ""

    def blank_message(self) -> str:
        """Return what to say where nothing was given: "Enter the completion date"."""
        return f"{self.verb} {self.thing}."

    def limits(self) -> dict[str, object]:
        """Return what bounds the field's values, for programs. Kinds of field override this."""
        return {}

    def refusal(self) -> str | None:
        """Return what is wrong with a value that could be read, or None. Kinds of field override this."""
        return None

    def pre_validate(self, form: Form) -> None:
        """Ask for what is missing and refuse what cannot stand, one error at a time."""
        if self.process_errors:
            raise StopValidation
        if self.is_blank():
            raise StopValidation(self.blank_message() if self.required else None)
        if message := self.refusal():
            raise StopValidation(message)

    def flat_errors(self) -> Sequence[tuple[str, str]]:
        """Return each error with the anchor it belongs to."""
        return [(self.anchor, str(message)) for message in self.errors]


def _in_sentence(label: str) -> str:
    """A label inside a sentence: small at the start, unless it begins with an abbreviation."""
    first = label.split(" ", 1)[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]
