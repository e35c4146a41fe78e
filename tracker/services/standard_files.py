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
    named = [each for _, each in loaded if isinstance(each, Standard)]
    return [_checked(file, each, named) for file, each in loaded]


def _loaded(file: Path) -> Standard | InvalidStandard:
    try:
        return load_standard(file)
    except InvalidStandard as refusal:
        return refusal


def _checked(file: Path, standard: Standard | InvalidStandard, named: Iterable[Standard]) -> CheckedFile:
    if isinstance(standard, InvalidStandard):
        return CheckedFile(file=file, problems=tuple(standard.message.splitlines()))
    before = _before(standard, named)
    problems = editions.mapping_problems(standard, before) if before else []
    return CheckedFile(
        file=file,
        title=f"{standard.title}, {standard.edition_label}",
        requirements=len(standard.requirements),
        people=sum(len(example.record.people) for example in standard.examples),
        verdicts=sum(len(example.expected) for example in standard.examples),
        words=tuple((each.title, measured(each, standard)) for each in standard.requirements),
        unchecked=standard.before.edition if standard.before and not before else "",
        problems=tuple(f"{file.name}: {problem}" for problem in problems),
    )


def _before(standard: Standard, named: Iterable[Standard]) -> list[Standard]:
    """Return the edition before, from the files named or else from what ships, which is read only for that."""
    if standard.before is None:
        return []
    wanted = standard.id, standard.before.edition
    return [each for each in named if (each.id, each.edition) == wanted] or [
        each for each in editions.shipped_standards() if (each.id, each.edition) == wanted
    ]
