"""Fields for words: cleaned on the way in, never longer than they say."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from wtforms import widgets

from tracker.formatting import format_number
from tracker.web.fields.base import NamedField

UNREADABLE = "\ufffd"
# As many as Unicode's own format for streams lets stand in a row (UAX 15).
MOST_MARKS = 30
CHANGED = "This form was changed on its way. Send it again."

# Control characters do not belong in a record: NUL breaks PostgreSQL, and the marks that turn the direction of
# writing let one name pass for another. Marks that right-to-left names need (U+200E, U+200F) stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]"
)


def _composed(text: str) -> str:
    """Return text with its letters composed, and no more marks on one letter than a script has.

    Composing sorts the marks of a letter, in a time that grows with the square of their number; nothing else runs in
    that process meanwhile: a field of 600 KB held it for half a minute, and nobody had to be signed in for it.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", "".join(_with_few_marks(text)))


def _with_few_marks(text: str) -> Iterator[str]:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            yield letter


def clean_line(text: str) -> str:
    """Return text as one line: no control characters, no outer blanks, inner blanks single, letters composed."""
    return " ".join(_UNWANTED.sub("", _composed(text)).split())


def clean_paragraphs(text: str) -> str:
    """Return text with its line breaks as \\n, without control characters and blanks at the ends of lines."""
    lines = _UNWANTED.sub("", _composed(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.replace("\t", " ").rstrip() for line in lines).strip()


class TextField(NamedField):
    """One line of words."""

    widget = widgets.TextInput()

    def __init__(self, label: str, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(label, **options)
        self.max_length = max_length
        self.flags.maxlength = max_length

    def clean(self, text: str) -> str:
        """Return what was sent as it will be kept."""
        return clean_line(text)

    def process_data(self, value: object) -> None:
        """Take a value to show."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent. An absent field leaves nothing of the value shown before."""
        self.data = self.clean(valuelist[0]) if valuelist else ""

    def limits(self) -> dict[str, object]:
        """Return the most characters."""
        return {"max_length": self.max_length}

    def refusal(self) -> str | None:
        """Return what is wrong with the words, or None."""
        if UNREADABLE in self.data:
            return f"{self.capital_thing} has characters that could not be read. Type it again."
        if len(self.data) > self.max_length:
            return f"{self.capital_thing} must be {format_number(self.max_length)} characters or fewer."
        return None

    def _value(self) -> str:
        return self.data or ""


class ParagraphField(TextField):
    """Words over several lines."""

    kind = "textarea"
    widget = widgets.TextArea()

    def __init__(self, label: str, *, max_length: int = 2000, rows: int = 4, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.rows = rows

    def clean(self, text: str) -> str:
        """Return what was sent with its line breaks."""
        return clean_paragraphs(text)


class LinesField(ParagraphField):
    """A list, one a line."""

    def process_data(self, value: Any) -> None:
        """Take the lines to show."""
        self.data = "\n".join(value or ())

    def lines(self) -> list[str]:
        """Return the lines as they will be kept; an empty one is none."""
        return [line for each in self.data.split("\n") if (line := clean_line(each))]


class EmailField(TextField):
    """An email address, kept as typed: only its shape is checked, for only a mail can prove it."""

    widget = widgets.EmailInput()

    def __init__(self, label: str = "Email address", **options: Any) -> None:
        super().__init__(label, max_length=254, **{"autocomplete": "email", "inputmode": "email", **options})

    def limits(self) -> dict[str, object]:
        """Return the most characters, and that they are an email address."""
        return {**super().limits(), "shape": "email"}

    def refusal(self) -> str | None:
        """Return what is wrong with the address, or None."""
        if not re.fullmatch(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:.]+(\.[^@\s<>\"(),;:.]+)+", self.data):
            return f"{self.capital_thing} must look like name@example.org."
        return super().refusal()


class LinkField(TextField):
    """An address on the web; http and https only, so that a link can never run anything."""

    widget = widgets.URLInput()

    def __init__(self, label: str = "Link", **options: Any) -> None:
        super().__init__(label, max_length=1000, **{"inputmode": "url", **options})

    def limits(self) -> dict[str, object]:
        """Return the most characters, and that they are a web address."""
        return {**super().limits(), "shape": "link"}

    def refusal(self) -> str | None:
        """Return what is wrong with the address, or None."""
        message = f"{self.capital_thing} must begin with https:// or http://."
        try:
            parts = urlsplit(self.data)
        except ValueError:
            return message
        if parts.scheme not in {"http", "https"} or not parts.hostname or " " in self.data:
            return message
        return super().refusal()


class PasswordField(TextField):
    """A password: nothing stripped, nothing shown again. `new` tells password managers to offer one."""

    kind = "password"
    widget = widgets.PasswordInput()

    def __init__(self, label: str = "Password", *, new: bool = False, max_length: int = 128, **options: Any) -> None:
        known = "new-password" if new else "current-password"
        super().__init__(label, max_length=max_length, **{"autocomplete": known, **options})
        # A browser that cuts a pasted password would lock its owner out: too long is refused here, not cut there.
        self.flags.maxlength = None

    def clean(self, text: str) -> str:
        """Return exactly what was sent."""
        return text


class CodeField(TextField):
    """Digits that an app shows; blanks between them do no harm, and phones offer what came by themselves."""

    kind = "code"

    def __init__(self, label: str = "Code from your app", **options: Any) -> None:
        named = {"thing": "the six digits", "autocomplete": "one-time-code", "inputmode": "numeric", "width": "short"}
        super().__init__(label, max_length=12, **{**named, **options})

    def limits(self) -> dict[str, object]:
        """Return the most characters, and that they are six digits."""
        return {**super().limits(), "shape": "six digits"}

    def refusal(self) -> str | None:
        """Return what is wrong with the digits, or None."""
        bare = self.data.replace(" ", "")
        if not (len(bare) == 6 and bare.isascii() and bare.isdigit()):
            return "The code has six digits."
        return super().refusal()


class SuggestField(TextField):
    """One line of words, with proposals as one types where scripts run.

    The route sets `suggest_url`, which answers `?q=` with `{"results": [{"id", "title", "detail"}]}`. The id of what
    is chosen goes into the KeptField named by `into`, and out of it when the words are changed by hand.
    """

    kind = "suggest"

    def __init__(self, label: str, *, into: str = "", **options: Any) -> None:
        super().__init__(label, **{"autocomplete": "off", **options})
        self.into = into
        self.suggest_url = ""


class KeptField(TextField):
    """A short value that travels hidden with the form, such as the id of what a suggestion stands for."""

    kind = "hidden"
    widget = widgets.HiddenInput()

    def __init__(self, *, max_length: int = 64, **options: Any) -> None:
        super().__init__("", max_length=max_length, thing="the form", **{"required": False, **options})
        self.flags.maxlength = None

    def blank_message(self) -> str:
        """Return what to say where the value is missing: nobody left it out by hand."""
        return CHANGED

    def refusal(self) -> str | None:
        """Return what is wrong with the value, or None."""
        return super().refusal() and CHANGED


class SeenField(KeptField):
    """What a form showed as likely the same as something there: it is asked about once, and not again."""

    MOST = 40

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=1000, **options)

    def has_shown(self, ids: Iterable[str]) -> bool:
        """Tell whether each of these was shown before."""
        return set(ids) <= set(self.data.split())

    def show(self, ids: Sequence[str]) -> None:
        """Keep what is shown now, the first of many."""
        self.data = " ".join(ids[: self.MOST])


class AnswerField(KeptField):
    """What a script lets the browser say for a passkey, as JSON; empty where no script ran."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=16_000, **{"required": True, **options})

    def blank_message(self) -> str:
        """Return what to say where nothing was answered."""
        return "No passkey was given. Try again, or use another way."
