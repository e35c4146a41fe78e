"""The reports' own templates: strict, escaped, well-formed, and given nothing but plain values.

The output is XML as much as HTML. It is read by the standard library's parser in a hundredth of the time that an HTML
parser takes, which also means that a forgotten end tag is an error and not a guess.
"""

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker import formatting
from tracker.reports import anchors, fetcher, shapes

ROOT = Path(__file__).resolve().parents[2]

# What XML 1.0 cannot hold at all, and marks that would turn around the text that follows.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)

SHORT_WORDS = {
    "met": "Met",
    "due_soon": "Soon",
    "not_met": "Not met",
    "lapsed": "Lapsed",
    "in_review": "Review",
    "waived": "Waived",
    "not_yet_due": "Later",
    "does_not_apply": "n/a",
}
NAME_LENGTH = 60


def render(name: str, **values: Any) -> str:
    """Fill one of the templates in templates/reports/. Raises jinja2.UndefinedError for a value it was not given."""
    return environment().get_template(name).render(**values)


def load_all() -> None:
    """Compile all templates now, so that processes that are forked from this one need not."""
    for name in environment().list_templates():
        environment().get_template(name)


@cache
def environment() -> Environment:
    """Return the environment that only reports use."""
    made = Environment(
        loader=FileSystemLoader(ROOT / "templates" / "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": formatting.format_date,
        "span": formatting.format_span,
        "hours": hours,
        "number": formatting.format_number,
        "count": formatting.format_count,
        "names": formatting.join_names,
        "shape": shapes.shape,
        "short": shorten,
        "short_word": short_word,
        "class": status_class,
        "twentieths": twentieths,
        "share": formatting.format_share,
    }
    made.globals |= {"to_" + name: getattr(anchors, name) for name in ("person", "requirement", "finding", "exhibit")}
    made.globals |= {"code_of": fetcher.code_of}
    made.globals |= {"to_exhibit_row": anchors.exhibit_row, "to_citation": anchors.citation}
    return made


def printable(value: Any) -> Any:
    """Make a value fit for print: text without control characters; None is a mistake in the template."""
    if value is None:
        raise TypeError("A template prints a value that is None; it must say what is printed instead.")
    return _FORBIDDEN.sub("\ufffd", value) if type(value) is str else value


def hours(value: Decimal | None) -> str:
    """Return hours as a bare number, or that they are not known."""
    return "unknown" if value is None else formatting.format_number(value)


def shorten(text: str, most: int = NAME_LENGTH) -> str:
    """Return a text for a narrow cell; where it was cut, it says so. Letters of double width count twice."""
    if len(text) * 2 <= most:
        return text
    widths = list(accumulate(1 + (east_asian_width(letter) in "WF") for letter in text))
    if widths[-1] <= most:
        return text
    return f"{text[: bisect_right(widths, most - 1)].rstrip()}…"


def short_word(status: str) -> str:
    """Return the word of a status for a cell of the matrix; an unknown status is said in full."""
    return SHORT_WORDS.get(status, status)


def status_class(status: str) -> str:
    """Return the class that colours a status; anything unknown is left in ink."""
    return f"is-{status}" if status in SHORT_WORDS else "is-other"


def twentieths(part: int, whole: int) -> int:
    """Return a share as twentieths, the steps in which bars are drawn; only all of it fills the bar."""
    return min(part * 20 // whole, 20) if whole > 0 else 0
