"""Which standards and editions ship, and which edition holds on a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from tracker.domain.errors import InvalidStandard
from tracker.domain.standard import Standard
from tracker.standards.loader import load_standard
from tracker.standards.shelf import File, Shelf, digest_of, in_order

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def shipped() -> Shelf:
    """Return every edition that ships, with its file's text: what a packet seals so that it can be judged again.

    Loaded and proved once a process. Raises InvalidStandard.
    """
    files = [_file(path) for path in shipped_files()]
    standards = [file.standard for file in files]
    if problems := [problem for standard in standards for problem in mapping_problems(standard, standards)]:
        raise InvalidStandard("\n".join(problems))
    return Shelf(in_order(files))


def shipped_standards() -> tuple[Standard, ...]:
    """Return every edition that ships, by standard and then from the oldest. Raises InvalidStandard."""
    return tuple(file.standard for file in shipped().files)


def shipped_files() -> tuple[Path, ...]:
    """Return the files that ship, in order."""
    return tuple(sorted(DATA.glob("*/*.toml")))


def edition(standard_id: str, name: str) -> Standard:
    """Return one edition that ships. Raises NotFound."""
    return shipped().file(standard_id, name).standard


def edition_on(standard_id: str, day: date) -> Standard | None:
    """Return the shipped edition that holds on a day; the newest if two do, None if none does."""
    found = shipped().edition_on(standard_id, day)
    return found.standard if found else None


def source_text(standard_id: str, name: str) -> str:
    """Return an edition's file as it ships. Raises NotFound."""
    return shipped().file(standard_id, name).text


def mapping_problems(standard: Standard, others: Iterable[Standard]) -> list[str]:
    """Say where a standard maps what the edition before does not have, or leaves out what that has."""
    if standard.before is None:
        return []
    place = f"{standard.id}, {standard.edition}, before"
    earlier = {(each.id, each.edition): each for each in others}.get((standard.id, standard.before.edition))
    if earlier is None:
        return [
            f"{place}: there is no edition {standard.before.edition} beside it. "
            "Bring that edition in first, or take [before] out."
        ]
    named, there = (
        {each.earlier for each in standard.before.mapped} - {""},
        {each.id for each in earlier.requirements},
    )
    strange = (
        f"{place}: {name} is not in edition {earlier.edition}. Write it as it stands there."
        for name in sorted(named - there)
    )
    unnamed = (
        f"{place}: nothing says what became of {name}. Add a [[before.requirement]] for it."
        for name in sorted(there - named)
    )
    return [*strange, *unnamed]


def _file(path: Path) -> File:
    standard, text = load_standard(path), path.read_text(encoding="utf-8")
    return File(digest_of(text), own=False, standard=standard, text=text)
