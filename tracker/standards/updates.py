"""What another version of a standard's file asks otherwise than the one before: requirement by requirement.

Examples and remarks are not looked at: they ask nothing. Nor is what is said in another way and means the same.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import tomlkit

from tracker.domain.errors import InvalidStandard
from tracker.standards.corrections import Correction, between, values_that_differ

_REQUIREMENT, _EXAMPLE = "requirement", "example"


class How(StrEnum):
    """How a requirement came to ask otherwise."""

    CAME = "came"
    WENT = "went"
    ANOTHER_WAY = "another_way"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Changed:
    """A requirement that asks otherwise: its values now, each in place of the one before.

    In ANOTHER_WAY, more than single values differ, such as its kind of rule or its parts: `values` are then those that
    both versions have a place for. Its title is the one now, or the last one of what went.
    """

    requirement: str
    title: str
    how: How
    values: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What differs between two versions of a file: its requirements, and the keys that it says of itself."""

    requirements: tuple[Changed, ...]
    of_itself: tuple[str, ...]


def between_versions(before: str, now: str) -> Update:
    """Return what the text of a file asks otherwise than the one before; both are texts that the loader reads.

    In the order of the file, what went last.
    """
    then, these = (tomllib.loads(text) for text in (before, now))
    keys = [key for key in dict.fromkeys([*these, *then]) if key not in {_REQUIREMENT, _EXAMPLE}]
    of_itself = tuple(key for key in keys if these.get(key) != then.get(key))
    return Update(tuple(_requirements(before, now, _by_id(then), _by_id(these))), of_itself)


def _requirements(
    before: str, now: str, then: Mapping[str, dict[str, Any]], these: Mapping[str, dict[str, Any]]
) -> Iterator[Changed]:
    differing_in: dict[str, list[Correction]] = {}
    for each in values_that_differ(before, now):
        differing_in.setdefault(each.requirement, []).append(each)
    for name, entry in these.items():
        if name not in then:
            yield Changed(name, entry["title"], How.CAME)
        elif entry != then[name]:
            values = tuple(differing_in.get(name, ()))
            how = How.VALUES if _differ_in_values_only(then[name], entry) else How.ANOTHER_WAY
            if values or how is How.ANOTHER_WAY:
                yield Changed(name, entry["title"], how, values)
    yield from (Changed(name, entry["title"], How.WENT) for name, entry in then.items() if name not in these)


def _differ_in_values_only(then: dict[str, Any], entry: dict[str, Any]) -> bool:
    try:
        between(_alone(then), _alone(entry))
    except InvalidStandard:
        return False
    return True


def _alone(entry: dict[str, Any]) -> str:
    return tomlkit.dumps({_REQUIREMENT: [entry]})


def _by_id(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in document.get(_REQUIREMENT, ())}
