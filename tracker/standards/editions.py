"""Which standards and editions ship, and which edition holds on a day."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from tracker.domain.errors import NotFound
from tracker.domain.standard import Standard
from tracker.standards.loader import load_standard

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def shipped_standards() -> tuple[Standard, ...]:
    """Return every edition that ships, by standard and then from the oldest.

    Loaded and proved once a process.
    """
    standards = [load_standard(path) for path in sorted(DATA.glob("*/*.toml"))]
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


def edition_on(standard_id: str, day: date) -> Standard | None:
    """Return the edition that holds on a day, such as the site visit's.

    The newest if two do, None if none does.
    """
    holding = [
        standard
        for standard in shipped_standards()
        if standard.id == standard_id
        and (standard.effective_from is None or standard.effective_from <= day)
        and (standard.effective_until is None or day <= standard.effective_until)
    ]
    return holding[-1] if holding else None


def source_text(standard_id: str, name: str) -> str:
    """Return an edition's file as it ships: what a packet seals so that it can be judged again.

    Raises NotFound.
    """
    edition(standard_id, name)
    return (DATA / standard_id / f"{name}.toml").read_text(encoding="utf-8")
