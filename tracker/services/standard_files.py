"""Checking files of standards from outside: those that ship, or one that somebody writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import InvalidStandard
from tracker.domain.rule_words import measured
from tracker.domain.standard import Standard
from tracker.standards import editions
from tracker.standards.loader import load_standard


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What a file holds and how much of it was tried, or why it is refused: one line a problem.

    `words`: how each requirement is measured, by its title. `unchecked`: the edition before, where its file was not
    there to be compared.
    """

    file: Path
    title: str = ""
    requirements: int = 0
    people: int = 0
    verdicts: int = 0
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unchecked: str = ""
    problems: tuple[str, ...] = ()


def check(files: Iterable[Path] = ()) -> list[CheckedFile]:
    """Load each file strictly and judge its example people; the files that ship where none is named.

    What a file says of the edition before is compared with it, where that is among them or ships.
    """
    loaded = [(file, _loaded(file)) for file in (tuple(files) or editions.shipped_files())]
    there = [each for _, each in loaded if isinstance(each, Standard)]
    return [_checked(file, each, [*editions.shipped_standards(), *there]) for file, each in loaded]


def _loaded(file: Path) -> Standard | InvalidStandard:
    try:
        return load_standard(file)
    except InvalidStandard as refusal:
        return refusal


def _checked(file: Path, standard: Standard | InvalidStandard, there: Iterable[Standard]) -> CheckedFile:
    if isinstance(standard, InvalidStandard):
        return CheckedFile(file=file, problems=tuple(standard.message.splitlines()))
    before = standard.before.edition if standard.before else ""
    is_there = any((each.id, each.edition) == (standard.id, before) for each in there)
    problems = editions.mapping_problems(standard, there) if is_there else ()
    return CheckedFile(
        unchecked="" if is_there else before,
        problems=tuple(f"{file.name}: {problem}" for problem in problems),
        file=file,
        title=f"{standard.title}, {standard.edition_label}",
        requirements=len(standard.requirements),
        people=sum(len(example.record.people) for example in standard.examples),
        words=tuple((each.title, measured(each, standard)) for each in standard.requirements),
        verdicts=sum(len(example.expected) for example in standard.examples),
    )
