"""A packet's facts as JSON for programs, attached to its file: what its pages say, and no more.

The context that a packet seals names people and requirements by the ids they have in the tracker, and files by digests
of copies that nobody outside ever sees. None of this is printed, so none of it is attached: people and components go
by their place in the packet, requirements by the code under which they are printed.
"""

import json
from collections.abc import Mapping
from typing import Any

from tracker.reports.outline import Outline
from tracker.reports.sealed import to_plain

FORM = "tracker-packet-1"
_MANY = {"person": "people", "requirement": "requirements"}
# How a packet looks is no fact.
_LOOKS = ("accent", "logo")
_LEFT_OUT = frozenset({"printed", "pages", "kind", "covers"})


def facts(outline: Outline) -> bytes:
    """Return the facts of a packet as JSON; the same packet gives the same bytes."""
    packet = outline.packet
    names: dict[str, Mapping[str, Any]] = {
        "person": {person.id: place for place, person in enumerate(packet.people, start=1)},
        "requirement": outline.codes,
        "component": {entry.id: place for place, entry in enumerate(packet.components, start=1)},
    }
    plain = to_plain(packet)
    for group, kind in (("people", "person"), ("requirements", "requirement"), ("components", "component")):
        for entry in plain[group]:
            entry["id"] = names[kind].get(entry["id"])
    for name in _LOOKS:
        del plain[name]
    if not plain["letter"]:
        del plain["letter"]
    said = {"form": FORM, **_renamed(plain, names)}
    said["exhibits"] = [
        {key: value for key, value in entry.items() if key not in _LEFT_OUT}
        | {"redacted": bool(entry["covers"]), "trouble": _trouble(outline, entry["number"])}
        for entry in said["exhibits"]
    ]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _trouble(outline: Outline, number: int) -> str:
    """Say why an exhibit could not be printed, or only in part; nothing where it is there."""
    return outline.troubles[number].told if number in outline.troubles else ""


def _renamed(value: Any, names: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return a value with each id in it replaced by what the packet calls the thing."""
    if isinstance(value, list):
        return [_renamed(entry, names) for entry in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, entry in value.items():
        kind, _, what = key.rpartition("_")
        if what == "id" and kind in names:
            made[kind] = names[kind].get(entry)
        elif what == "ids" and kind in _MANY:
            made[_MANY[kind]] = [names[kind][one] for one in entry if one in names[kind]]
        else:
            made[key] = _renamed(entry, names)
    return made
