"""Which standards and editions ship, and which edition holds on a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from tracker.domain.errors import InvalidStandard, NotFound
from tracker.domain.standard import Standard
from tracker.standards.loader import load_standard

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def shipped_standards() -> tuple[Standard, ...]:
    """Return every edition that ships, by standard and then from the oldest.

    Loaded and proved once a process. Raises InvalidStandard.
    """
    standards = [load_standard(path) for path in sorted(DATA.glob("*/*.toml"))]
    if problems := [problem for standard in standards for problem in mapping_problems(standard, standards)]:
        raise InvalidStandard("\n".join(problems))
    return tuple(sorted(standards, key=lambda standard: (standard.id, standard.effective_from or date.min)))


def shipped_files() -> tuple[Path, ...]:
    """Return the files that ship, in order."""
    return tuple(sorted(DATA.glob("*/*.toml")))


def edition(standard_id: str, name: str) -> Standard:
    """Return one edition that ships. Raises NotFound."""
    for standard in shipped_standards():
        if (standard.id, standard.edition) == (standard_id, name):
            return standard
    raise NotFound(f"No edition {name} of the standard {standard_id} ships with this installation.")


def of_standard(standard_id: str) -> tuple[Standard, ...]:
    """Return the editions of a standard that ship, from the oldest."""
    return tuple(standard for standard in shipped_standards() if standard.id == standard_id)


def mapping_problems(standard: Standard, others: Iterable[Standard]) -> list[str]:
    """Say where a standard maps what the edition before does not have, or leaves out what that has."""
    if standard.before is None:
        return []
    place = f"{standard.id}, {standard.edition}, before"
    earlier = {(each.id, each.edition): each for each in others}.get((standard.id, standard.before.edition))
    if earlier is None:
        return [f"{place}: there is no edition {standard.before.edition} beside it."]
    named, there = (
        {each.earlier for each in standard.before.mapped} - {""},
        {each.id for each in earlier.requirements},
    )
    return [f"{place}: {name} is not in edition {earlier.edition}." for name in sorted(named - there)] + [
        f"{place}: nothing says what became of {name}." for name in sorted(there - named)
    ]


def edition_on(standard_id: str, day: date) -> Standard | None:
    """Return the edition that holds on a day, such as the site visit's.

    The newest if two do, None if none does.
    """
    holding = [
        standard
        for standard in of_standard(standard_id)
        if (standard.effective_from is None or standard.effective_from <= day)
        and (standard.effective_until is None or day <= standard.effective_until)
    ]
    return holding[-1] if holding else None


def source_text(standard_id: str, name: str) -> str:
    """Return an edition's file as it ships: what a packet seals so that it can be judged again.

    Raises NotFound.
    """
    edition(standard_id, name)
    return (DATA / standard_id / f"{name}.toml").read_text(encoding="utf-8")


def chosen(standard_id: str, day: date, pinned: str = "") -> Standard:
    """Return the edition by which a center is measured: the one it pinned, else the one that holds on a day.

    Where none does, the newest. Raises NotFound for a standard that does not ship; a pinned edition that no longer does
    is as good as none.
    """
    ship = of_standard(standard_id)
    if not ship:
        raise NotFound(f"No standard {standard_id} ships with this installation.")
    by_name = {each.edition: each for each in ship}
    return by_name.get(pinned) or edition_on(standard_id, day) or ship[-1]
