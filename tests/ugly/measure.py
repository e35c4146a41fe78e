"""Prints how well the ugly lists are read: `python -m tests.ugly.measure`.

A row is right without a touch where all that it says is read, or refused where it must be; told, where what is missing
is said as a problem or asked as a question; wrong, where something else than the truth would be brought in unsaid.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.ugly.writing import SHEETS
from tracker.domain.imports.lines import CompletionLine, Line, PersonLine, can_be_brought_in
from tracker.domain.imports.plan import MonthAs, Plan
from tracker.domain.imports.reading import propose, questions, read
from tracker.intake.workbooks import read_book

# What a truth says besides what stands in the row.
ABOUT_IT = {"sheet", "row", "wrong", "is_asked", "whom", "which", "asks"}
RIGHT, TOLD, WRONG = "right without a touch", "told or asked", "silently wrong"


@dataclass
class Measured:
    """How many rows of a list came out how, the words for each that is not right, and how after the answers."""

    counts: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    after: Counter[str] = field(default_factory=Counter)


def lists() -> list[Path]:
    """Every list of the set, without the truths."""
    return sorted(path for path in SHEETS.iterdir() if path.suffix != ".json")


def measure(path: Path) -> Measured:
    """Read a list as a center would bring it in, and hold it against its truth; then with the answers of its owner."""
    told = json.loads(path.with_suffix(".json").read_text())
    book, _ = read_book(path, path.name)
    plan = propose(book)
    its = Measured()
    its.counts, its.said = _compare(read(book, plan).lines, told["lines"])
    asked = {question.key for question in questions(book, plan)}
    if asked != set(told["answers"]):
        its.counts[WRONG] += 1
        its.said.append(f"asked {sorted(asked)}, not {sorted(told['answers'])}")
    its.after, said = _compare(read(book, _answered(plan, told["answers"])).lines, told["lines"])
    its.said += [f"after the answers: {words}" for words in said] if told["answers"] else []
    return its


def _answered(plan: Plan, answers: dict[str, Any]) -> Plan:
    month_as = answers.get("month_as")
    return replace(plan, day_first=answers.get("day_first"), month_as=MonthAs(month_as) if month_as else None)


def _compare(lines: tuple[Line, ...], truth: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    said: list[str] = []
    left = list(lines)
    for wanted in truth:
        found = next((line for line in left if _is_about(line, wanted)), None)
        if found is None:
            counts[WRONG] += 1
            said.append(f"lost: {wanted}")
            continue
        left.remove(found)
        outcome = _outcome(found, wanted)
        counts[outcome] += 1
        if outcome != RIGHT:
            said.append(f"{outcome}: {_told(found, wanted)} instead of {wanted}; {[p.words for p in found.problems]}")
    for line in left:
        counts[WRONG if can_be_brought_in(line) else TOLD] += 1
        said.append(f"made up: {line}")
    return counts, said


def _is_about(line: Line, wanted: dict[str, Any]) -> bool:
    if (line.place.sheet, line.place.row) != (wanted["sheet"], wanted["row"]):
        return False
    keys = [key for key in ("person", "title", "name") if key in wanted]
    told = _told(line, wanted)
    return all(told[key] == wanted[key] for key in keys) or len(keys) < 2 or "title" not in told or not told["title"]


def _outcome(line: Line, wanted: dict[str, Any]) -> str:
    if wanted.get("wrong"):
        return WRONG if can_be_brought_in(line) else RIGHT
    told = _told(line, wanted)
    off = [key for key in told if told[key] != wanted[key]]
    if not off:
        return RIGHT
    # What is left out and said is no lie; anything else that would be brought in is.
    lies = [key for key in off if told[key] not in ("", [])]
    return WRONG if can_be_brought_in(line) and (lies or not line.problems) else TOLD


def _told(line: Line, wanted: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key in wanted:
        if key == "person" and isinstance(line, CompletionLine | PersonLine):
            told[key] = line.person.full
        elif key == "email" and isinstance(line, CompletionLine | PersonLine):
            told[key] = line.person.email
        elif key == "on" and isinstance(line, CompletionLine):
            told[key] = f"{line.completed_on or ''}"
        elif key == "hours" and isinstance(line, CompletionLine):
            told[key] = "" if line.hours is None else f"{line.hours.normalize():f}"
        elif key == "credits" and isinstance(line, CompletionLine):
            told[key] = [[each.body, f"{each.amount}"] for each in line.credits]
        elif key not in ABOUT_IT:
            value = getattr(line, key, "")
            told[key] = "" if value is None else f"{value}"
    return told


def main() -> None:
    """Print the share of each outcome, and every row that is not right."""
    whole: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for path in lists():
        its = measure(path)
        whole += its.counts
        after += its.after
        sys.stdout.write(f"{path.name}: {dict(its.counts)}\n" + "".join(f"    {words}\n" for words in its.said))
    rows = whole.total()
    sys.stdout.write(f"{len(lists())} lists, {rows} rows\n")
    for outcome in (RIGHT, TOLD, WRONG):
        sys.stdout.write(f"{outcome}: {whole[outcome]} ({100 * whole[outcome] / rows:.1f} %)\n")
    sys.stdout.write(f"right after the answers: {after[RIGHT]} ({100 * after[RIGHT] / after.total():.1f} %)\n")


if __name__ == "__main__":
    main()
