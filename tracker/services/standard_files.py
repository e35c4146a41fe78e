"""Checking files of standards from outside: those that ship, or one that somebody writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import InvalidStandard
from tracker.standards import editions
from tracker.standards.loader import load_standard


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What a file holds and how much of it was tried, or why it is refused: one line a problem."""

    file: Path
    title: str = ""
    requirements: int = 0
    people: int = 0
    verdicts: int = 0
    problems: tuple[str, ...] = ()


def check(files: Iterable[Path] = ()) -> list[CheckedFile]:
    """Load each file strictly and judge its example people; the files that ship where none is named."""
    return [_checked(file) for file in (tuple(files) or editions.shipped_files())]


def _checked(file: Path) -> CheckedFile:
    try:
        standard = load_standard(file)
    except InvalidStandard as refusal:
        return CheckedFile(file=file, problems=tuple(refusal.message.splitlines()))
    return CheckedFile(
        file=file,
        title=f"{standard.title}, {standard.edition_label}",
        requirements=len(standard.requirements),
        people=sum(len(example.record.people) for example in standard.examples),
        verdicts=sum(len(example.expected) for example in standard.examples),
    )
