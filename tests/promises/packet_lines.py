"""The lines of a packet that stand in more than one of its parts, written from the recount."""

from collections.abc import Iterable
from datetime import date

from tests.promises.packet_recount import Recount
from tests.promises.packet_tables import Fact
from tests.promises.packet_verdicts import Found
from tests.promises.packet_words import SHAPES, all_of, day, number, short


def why(found: Found) -> str:
    """Write how something stands and why."""
    return f"{SHAPES[found.status]} {found.reason} {found.gap} {found.late}"


def considered(it: Recount, found: Found, *, left_out: bool) -> str:
    """Write what counted and, by the reason, what did not."""
    parts = [f"{_line(fact)}: {_counted_hours(fact)} {files(it, fact)}" for fact in found.counted]
    if left_out:
        reasons = sorted({why for _, why in found.left}, key=str.lower)
        for reason in reasons:
            parts += [reason, *(f"{_line(fact)} {files(it, fact)}" for fact, why in found.left if why == reason)]
    return all_of(parts)


def _line(fact: Fact) -> str:
    return f"{short(fact.title, 90)}, {day(fact.on)}"


def _counted_hours(fact: Fact) -> str:
    return f"{number(fact.hours, ',')} hours" if fact.hours is not None else ""


def hours(fact: Fact) -> str:
    """Write the hours of something, nothing where nobody knows them."""
    return number(fact.hours, ",") if fact.hours is not None else ""


def files(it: Recount, fact: Fact) -> str:
    """Name the exhibits behind something."""
    return ", ".join(f"Exhibit {number}" for number in it.numbers.get(fact.key, ()))


def proof(it: Recount, found: Found) -> str:
    """Name the exhibits that a verdict rests on."""
    return ", ".join(f"Exhibit {n}" for n in sorted({n for f in found.counted for n in it.numbers.get(f.key, ())}))


def codes(it: Recount, requirements: Iterable[str]) -> str:
    """Write the short codes of some requirements."""
    some = set(requirements)
    return ", ".join(code for requirement, code in it.codes.items() if requirement in some)


def stored(value: str) -> str:
    """Write a day as it is stored."""
    return day(date.fromisoformat(value))
