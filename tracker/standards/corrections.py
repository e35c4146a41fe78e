"""A center's corrections of a standard: single values, written into the shipped file's text, all else kept as it is.

The shipped file stays as it ships. A correction names a requirement and a place in it, its own value, and the value
that shipped when it was made, so that a later file that changed the same place is noticed.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import tomlkit

from tracker.domain.errors import InvalidStandard
from tracker.domain.wording import listed, quoted
from tracker.standards.places import (
    FLAGS,
    HOURS,
    LISTS,
    UNSAID,
    YES,
    Path,
    Value,
    at,
    base_of,
    label_of,
    places,
    value_at,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One value in place of the one that shipped when the correction was made."""

    requirement: str
    place: str
    value: Value
    shipped: Value

    @property
    def label(self) -> str:
        """What it is, in words inside a sentence."""
        return label_of(self.place)


def read(text: str) -> tuple[Correction, ...]:
    """Read corrections as they are kept, in order."""
    return tuple(
        Correction(name, place, _kept(entry["value"]), _kept(entry["shipped"]))
        for name, places in sorted(json.loads(text or "{}").items())
        for place, entry in sorted(places.items())
    )


def write(corrections: Iterable[Correction]) -> str:
    """Write corrections as they are kept: the same ones give the same text, none give none."""
    found: dict[str, dict[str, Any]] = {}
    for each in corrections:
        found.setdefault(each.requirement, {})[each.place] = {"value": each.value, "shipped": each.shipped}
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if found else ""


def values_of(text: str, requirement: str) -> dict[str, Value]:
    """Return what can be corrected of a requirement of a file, by place; no such requirement: nothing."""
    return all_values(text).get(requirement, {})


def between(shipped: str, theirs: str) -> tuple[Correction, ...]:
    """Return the corrections with which a shipped file says what another says; their examples are not looked at.

    Raises InvalidStandard where the other differs in what no correction can hold, such as a further requirement.
    """
    found = values_that_differ(shipped, theirs)
    now, after = _by_id(corrected(shipped, found)), _by_id(theirs)
    differing = [name for name in dict.fromkeys([*now, *after]) if now.get(name) != after.get(name)]
    if differing:
        raise InvalidStandard(
            f"{listed(quoted(name) for name in differing)}: differs from the file that ships in more than single "
            "values, such as its kind of rule or how many parts it has. That cannot be brought in here."
        )
    return tuple(sorted(found, key=lambda each: (each.requirement, each.place)))


def values_that_differ(before: str, now: str) -> list[Correction]:
    """Return each value of a file in place of another's, of what both can have corrected; in the order of the first."""
    values_before = all_values(before)
    return [
        Correction(name, place, value, values_before[name][place])
        for name, values in all_values(now).items()
        for place, value in values.items()
        if place in values_before.get(name, ()) and value != values_before[name][place]
    ]


def outdated(text: str, corrections: Iterable[Correction]) -> list[tuple[Correction, Value]]:
    """Return the corrections whose place ships otherwise by now, each with the value that ships."""
    ships = all_values(text)
    now = ((each, ships.get(each.requirement, {}).get(each.place)) for each in corrections)
    return [(each, value) for each, value in now if value != each.shipped]


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """Return a file's text with the corrections written in; one whose requirement is gone is left out."""
    document = tomlkit.parse(text)
    entries = {str(entry["id"]): entry for entry in document.get("requirement", ())}
    for each in corrections:
        if each.requirement in entries and (path := places(entries[each.requirement]).get(each.place)):
            _put(entries[each.requirement], path, each)
    return tomlkit.dumps(document)


def all_values(text: str) -> dict[str, dict[str, Value]]:
    """Return what can be corrected in a file, by requirement and place."""
    return {
        entry["id"]: {place: value_at(place, entry, path) for place, path in places(entry).items()}
        for entry in tomllib.loads(text, parse_float=Decimal).get("requirement", ())
    }


def _by_id(text: str) -> dict[str, Any]:
    """Return what a file says by requirement, and of itself under its id: lists in one order, nothing unsaid."""
    parsed = tomllib.loads(text, parse_float=Decimal)
    parsed.pop("example", None)
    entries = {entry["id"]: entry for entry in parsed.pop("requirement", ())}
    for entry in entries.values():
        for place, (*way, last) in places(entry).items():
            holder = at(entry, tuple(way))
            base = base_of(place)
            if base in UNSAID and holder is not None:
                holder.setdefault(last, UNSAID[base])
            if base in LISTS and holder and last in holder:
                holder[last] = sorted(holder[last])
    return {str(parsed.get("id")): parsed, **entries}


def _put(entry: Any, path: Path, correction: Correction) -> None:
    *way, last = path
    for key in way:
        entry = entry[key]
    if correction.value in (None, ()):
        entry.pop(last, None)
    else:
        entry[last] = _written(correction)


def _written(correction: Correction) -> Any:
    value, base = correction.value, base_of(correction.place)
    if isinstance(value, tuple):
        return list(value)
    if base in FLAGS:
        return value == YES
    if base in HOURS:
        amount = Decimal(str(value))
        return int(amount) if amount == amount.to_integral_value() else tomlkit.item(float(amount))
    return value


def _kept(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value
