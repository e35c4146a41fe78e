"""Spreadsheets: read in the child, and what it says believed only after each cell of it was checked."""

import json
from dataclasses import replace
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.domain.imports.grid import LONGEST_NAME, Book
from tracker.intake.answer import Answer
from tracker.intake.book_kinds import READ, BookKind, kind_of
from tracker.intake.ends import ends_of
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.limits import WORKBOOK, Limits
from tracker.intake.names import clean_name
from tracker.intake.sandbox import read_apart
from tracker.intake.words import Note, Refusal

# What is said of any file, as it is said of a spreadsheet.
_OF_A_BOOK = {
    Refusal.TOO_SLOW.words: Refusal.BOOK_TOO_SLOW.words,
    Refusal.TOO_HEAVY.words: Refusal.BOOK_TOO_HEAVY.words,
}


def read_book(path: Path, file_name: str, *, limits: Limits = WORKBOOK) -> tuple[Book, tuple[Note, ...]]:
    """Return the cells of an XLSX, XLS, ODS, CSV or JSON file of statements, and what was noticed in it.

    The book's notes are the same in words. A CSV file has one sheet, called like the file. Notes that are
    `is_of_a_case` say that it looks like a list of cases, and not of trainings. Raises UnreadableFile with what is
    wrong and what to do. Costs a process, and up to 12 seconds for the largest.
    """
    kind = _kind_of(path, limits)
    try:
        # The child tells the kind by itself as well; what it is told here is not used for a spreadsheet.
        answer = read_apart(path, Format.PDF, Want.WORKBOOK, limits)
    except UnreadableFile as refused:
        raise UnreadableFile(_OF_A_BOOK.get(refused.message, refused.message)) from refused
    book = _book(answer)
    if kind is BookKind.TEXT:
        name = Path(clean_name(file_name, Format.PDF)).stem[:LONGEST_NAME]
        book = replace(book, sheets=tuple(replace(sheet, name=name) for sheet in book.sheets))
    return replace(book, notes=tuple(note.words for note in answer.notes)), answer.notes


def _kind_of(path: Path, limits: Limits) -> BookKind:
    """Tell the kind from how it begins and ends."""
    head, tail = ends_of(path, limits.file_bytes, Refusal.BOOK_TOO_LARGE)
    kind = kind_of(head, tail)
    if isinstance(kind, BookKind):
        return kind
    raise UnreadableFile(f"This file is {kind.kind}, whatever its name says. {kind.advice} {READ}")


def _book(answer: Answer) -> Book:
    try:
        return Book.from_form(json.loads(answer.copies[0]))
    except (ValueError, RecursionError, IndexError) as error:
        raise UnreadableFile(Refusal.BOOK_TOO_HEAVY.words) from error
