"""A center's corrections of a standard: single values, written into the shipped file's text, all else kept as it is.

The shipped file stays as it ships. A correction names a requirement and a place in it, its own value, and the value
that shipped when it was made, so that a later file that changed the same place is noticed.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import tomlkit

from tracker.domain.errors import InvalidStandard
from tracker.domain.rules import (
    AtLeast,
    Hours,
    Item,
    RecurringEvents,
    RecurringHours,
    TeamShare,
    TeamTraining,
    TopicCoverage,
)
from tracker.domain.wording import listed, number, quoted

# A value as it is kept: text, a whole number, hours as text so that no float touches them, words of a list sorted.
Value = str | int | tuple[str, ...] | None

_WORDS = ("title", "text", "note", "least_grade", "source_title", "source_mark", "source_url", "source_note")
_OF_RULE = {
    Hours.kind: ("hours", "due_days", "topics"),
    RecurringHours.kind: ("hours", "months", "topics"),
    TopicCoverage.kind: ("topics", "hours_each", "due_days"),
    Item.kind: ("valid_months", "due_days"),
    RecurringEvents.kind: ("count", "months"),
    TeamTraining.kind: ("count", "months", "topics"),
    TeamShare.kind: ("newcomer_days",),
    AtLeast.kind: ("count",),
}
_PATHS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "text": ("text",),
    "note": ("note",),
    "grace_days": ("grace_days",),
    "leave": ("leave",),
    "least_grade": ("least_grade",),
    "roles": ("applies", "roles"),
    "disciplines": ("applies", "disciplines"),
    "source_title": ("source", "title"),
    "source_mark": ("source", "mark"),
    "source_url": ("source", "url"),
    "source_note": ("source", "note"),
    "months": ("rule", "window", "months"),
    **{
        name: ("rule", name)
        for name in (
            *("hours", "due_days", "topics", "hours_each", "valid_months", "count"),
            *("percent", "number", "newcomer_days"),
        )
    },
}
_HOURS = frozenset({"hours", "hours_each"})
_LISTS = frozenset({"roles", "disciplines", "topics"})
LABELS = {
    "grace_days": "days of grace after joining",
    "leave": "effect of leave of absence",
    "least_grade": "weakest proof",
    "source_title": "title of the source",
    "source_mark": "how well the source is established",
    "source_url": "address of the source",
    "source_note": "what the source says",
    "due_days": "days until it is due",
    "months": "months of the window",
    "hours_each": "hours on each topic",
    "valid_months": "months it is valid",
    "percent": "percent of the team",
    "number": "number of the team",
    "newcomer_days": "days during which newcomers are left out",
}


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
        return LABELS.get(self.place, self.place.replace("_", " "))


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
    return _all_values(text).get(requirement, {})


def between(shipped: str, theirs: str) -> tuple[Correction, ...]:
    """Return the corrections with which a shipped file says what another says; their examples are not looked at.

    Raises InvalidStandard where the other differs in what no correction can hold, such as a further requirement.
    """
    before = _all_values(shipped)
    found = [
        Correction(name, place, value, before[name][place])
        for name, values in _all_values(theirs).items()
        for place, value in values.items()
        if place in before.get(name, ()) and value != before[name][place]
    ]
    now, after = _by_id(corrected(shipped, found)), _by_id(theirs)
    differing = [name for name in dict.fromkeys([*now, *after]) if now.get(name) != after.get(name)]
    if differing:
        raise InvalidStandard(
            f"{listed(quoted(name) for name in differing)}: differs from the file that ships in more than single "
            "values, such as its kind of rule or the parts of it. That cannot be brought in here."
        )
    return tuple(sorted(found, key=lambda each: (each.requirement, each.place)))


def outdated(text: str, corrections: Iterable[Correction]) -> list[tuple[Correction, Value]]:
    """Return the corrections whose place ships otherwise by now, each with the value that ships."""
    ships = _all_values(text)
    now = ((each, ships.get(each.requirement, {}).get(each.place)) for each in corrections)
    return [(each, value) for each, value in now if value != each.shipped]


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """Return a file's text with the corrections written in; one whose requirement is gone is left out."""
    document = tomlkit.parse(text)
    entries = {str(entry["id"]): entry for entry in document.get("requirement", ())}
    for each in corrections:
        if each.requirement in entries and each.place in _places(entries[each.requirement]):
            _put(entries[each.requirement], _PATHS[each.place], each)
    return tomlkit.dumps(document)


def _all_values(text: str) -> dict[str, dict[str, Value]]:
    """Return what can be corrected in a file, by requirement and place."""
    return {
        entry["id"]: {place: _value(place, _at(entry, _PATHS[place])) for place in _places(entry)}
        for entry in tomllib.loads(text, parse_float=Decimal).get("requirement", ())
    }


def _by_id(text: str) -> dict[str, Any]:
    """Return what a file says by requirement, and of itself under its id; lists of words in one order."""
    parsed = tomllib.loads(text, parse_float=Decimal)
    parsed.pop("example", None)
    entries = {entry["id"]: entry for entry in parsed.pop("requirement", ())}
    for entry in entries.values():
        for place in _LISTS & set(_places(entry)):
            *way, last = _PATHS[place]
            holder = _at(entry, tuple(way))
            if holder and last in holder:
                holder[last] = sorted(holder[last])
    return {str(parsed.get("id")): parsed, **entries}


def _places(entry: Mapping[str, Any]) -> list[str]:
    team = bool(entry["applies"].get("team", False))
    rule = entry["rule"]
    share = [name for name in ("percent", "number") if name in rule]
    of_rule = [*_OF_RULE.get(str(rule["kind"]), ()), *(share if str(rule["kind"]) == TeamShare.kind else ())]
    if team:
        of_people = ["leave"] if str(rule["kind"]) == TeamShare.kind else []
        return [*_WORDS, *of_people, *(place for place in of_rule if place != "due_days")]
    return [*_WORDS, "grace_days", "leave", "roles", "disciplines", *of_rule]


def _at(entry: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = entry
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _put(entry: Any, path: tuple[str, ...], correction: Correction) -> None:
    *way, last = path
    for key in way:
        entry = entry[key]
    if correction.value in (None, ()):
        entry.pop(last, None)
    else:
        entry[last] = _written(correction)


def _written(correction: Correction) -> Any:
    value = correction.value
    if isinstance(value, tuple):
        return list(value)
    if correction.place in _HOURS:
        amount = Decimal(str(value))
        return int(amount) if amount == amount.to_integral_value() else tomlkit.item(float(amount))
    return value


def _value(place: str, raw: Any) -> Value:
    if place in _LISTS:
        return tuple(sorted(raw or ()))
    if raw is None:
        return None
    return number(Decimal(raw)) if place in _HOURS else raw


def _kept(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value
