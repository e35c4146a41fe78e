"""Every ugly list as its cells came out of the file, and all that is made of it: plan, questions and lines, as text.

What changes how lists are read changes `whole.json`; `python -m tests.domain.imports.whole` writes it anew, and whoever
does so reads the difference. With `--books` it opens the lists anew first.
"""

import json
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from tracker.domain.imports.grid import Book
from tracker.domain.imports.plan import MonthAs
from tracker.domain.imports.reading import propose, questions, read

HERE = Path(__file__).parent
BOOKS, WHOLE = HERE / "books.json", HERE / "whole.json"


def books() -> dict[str, Book]:
    """Return each list by its name."""
    return {name: Book.from_form(form) for name, form in json.loads(BOOKS.read_text()).items()}


def told(book: Book) -> dict[str, Any]:
    """Return what is made of a book before anything was answered, and what its lines are after."""
    plan = propose(book)
    answered = replace(plan, day_first=False, month_as=MonthAs.LAST_DAY)
    found, after = read(book, plan), read(book, answered)
    return {
        "plan": [words(each) for each in plan.sheets],
        "questions": [words(each) for each in questions(book, plan)],
        "lines": [words(each) for each in found.lines],
        "answered": [words(each) for each in after.lines if each not in found.lines],
    }


def words(value: Any) -> str:
    """Return what a value holds, without what is empty in it."""
    if isinstance(value, tuple):
        return f"[{'; '.join(map(words, value))}]"
    if not is_dataclass(value):
        return str(value)
    there = ((each.name, getattr(value, each.name)) for each in fields(value))
    return f"({', '.join(f'{name} {words(one)}' for name, one in there if one not in (None, '', (), False))})"


if __name__ == "__main__":
    if "--books" in sys.argv:
        from tests.ugly.measure import lists
        from tracker.intake.workbooks import read_book

        opened = {path.name: read_book(path, path.name)[0].to_form() for path in lists()}
        BOOKS.write_text(json.dumps(opened, ensure_ascii=False, indent=None).replace("]], ", "]],\n") + "\n")
    WHOLE.write_text(
        json.dumps({name: told(book) for name, book in books().items()}, ensure_ascii=False, indent=1) + "\n"
    )
