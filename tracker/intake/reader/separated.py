"""Text with separators (CSV): how its letters are stored, what separates it, and its rows as a program shows them."""

import csv
import re
import unicodedata
from collections import Counter

from tracker.domain.imports.grid import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Value
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.words import Refusal

SEPARATORS = ",;\t|"
# Where a sheet ends in every program: nobody's list goes on behind as many empty lines.
MOST_LINES = 1_048_576
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE_LINES, _SAMPLE_LETTERS = 60, 50_000
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Soft hyphens and marks of direction come along when a name is copied from a web page; a joiner belongs to its word.
_KEPT = frozenset("\n\u200c\u200d")


def rows_of(content: bytes) -> tuple[tuple[tuple[Value, ...], ...], bool]:
    """Return the rows, and whether how the letters are stored had to be guessed."""
    text, is_guessed = _decoded(content)
    text, separator = _told(text)
    rows: list[tuple[Value, ...]] = []
    cells = 0
    csv.field_size_limit(len(text) + 1)
    # Read line by line: a list of the lines of a file that is nothing else would take all memory.
    lines = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=separator or _separator(text))
    for number, row in enumerate(lines, start=1):
        told = tuple(clean(cell[: LONGEST_CELL + 1]) for cell in row)
        filled = [place for place, cell in enumerate(told) if cell is not None]
        cells += len(filled)
        if filled and filled[-1] >= MOST_COLUMNS:
            raise Unacceptable(Refusal.BOOK_TOO_WIDE)
        if cells > MOST_CELLS:
            raise Unacceptable(Refusal.BOOK_TOO_MUCH)
        if number > (MOST_ROWS if filled else MOST_LINES):
            raise Unacceptable(Refusal.BOOK_TOO_LONG)
        if number <= MOST_ROWS:
            rows.append(told)
    return tuple(rows), is_guessed


def clean(text: str) -> str | None:
    """Return the text of a cell composed, without what is unseen or turns it; None where nothing is left."""
    if text.isascii() and text.isprintable():
        return text if text.strip() else None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (letter for letter in text if letter in _KEPT or unicodedata.category(letter) not in _UNSEEN)
    plain = unicodedata.normalize("NFC", "".join(seen))
    return plain if plain.strip() else None


def _decoded(content: bytes) -> tuple[str, bool]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16"), False
    try:
        text, is_guessed = content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        text, is_guessed = _as(content, "cp1252"), True
    if "\0" in text:
        raise Unacceptable(Refusal.BOOK_LETTERS)
    return text, is_guessed


def _as(content: bytes, letters: str) -> str:
    try:
        return content.decode(letters)
    except UnicodeDecodeError as error:
        raise Unacceptable(Refusal.BOOK_LETTERS) from error


def _told(text: str) -> tuple[str, str]:
    """Return the text without the line "sep=;" that Excel understands and does not show, and what it says."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        return rest, told[-1]
    return text, ""


def _separator(text: str) -> str:
    """Return what separates the most rows into the same number of cells, two or more; a comma where nothing does."""
    lines = text[:_SAMPLE_LETTERS].splitlines(keepends=True)[:_SAMPLE_LINES]
    best, most = ",", 0
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        width, rows = max(widths.items(), key=lambda found: found[1] * found[0], default=(0, 0))
        if width * rows > most:
            best, most = separator, width * rows
    return best
