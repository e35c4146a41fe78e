"""Where single values stand in a requirement of a standard's file: each place has a name and a path.

A rule inside a rule has places of its own, named after its way: `part_2_hours` is the amount of the second part,
`each_part_1_topics` the topics of the first part of what each of a share of the team must satisfy.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracker.domain.record import CompletionKind
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    FirstDue,
    Hours,
    Item,
    RecurringEvents,
    RecurringHours,
    TeamShare,
    TeamTraining,
    TopicCoverage,
    WindowKind,
)
from tracker.domain.wording import number

# A value as it is kept: text, a whole number, hours as text so that no float touches them, words of a list sorted.
Value = str | int | tuple[str, ...] | None
Path = tuple[str | int, ...]

_WORDS = (
    "title",
    "text",
    "asked",
    "note",
    "least_grade",
    "weaker_counts",
    "source_title",
    "source_mark",
    "source_url",
    "source_note",
)
_COUNTED = ("topics", "also_topics", "kinds", "titled", "before_role")
_WINDOW = ("months", "window", "first_due")
_OF_RULE: dict[str, tuple[str, ...]] = {
    Hours.kind: ("hours", "due_days", *_COUNTED),
    RecurringHours.kind: ("hours", *_WINDOW, *_COUNTED),
    TopicCoverage.kind: ("hours_each", "due_days", *_COUNTED),
    Item.kind: ("what", "valid_months", "due_days", *_COUNTED),
    RecurringEvents.kind: ("count", "one", "many", *_WINDOW, *_COUNTED),
    TeamTraining.kind: ("count", "months", "window", "topics", "together", "least_disciplines"),
    TeamShare.kind: ("who", "newcomer_days"),
    AllOf.kind: (),
    AnyOf.kind: (),
    AtLeast.kind: ("count",),
}
_PATHS: dict[str, Path] = {
    "title": ("title",),
    "text": ("text",),
    "asked": ("asked",),
    "counts_once": ("counts_once",),
    "note": ("note",),
    "grace_days": ("grace_days",),
    "leave": ("leave",),
    "least_grade": ("least_grade",),
    "weaker_counts": ("weaker_counts",),
    "roles": ("applies", "roles"),
    "disciplines": ("applies", "disciplines"),
    "source_title": ("source", "title"),
    "source_mark": ("source", "mark"),
    "source_url": ("source", "url"),
    "source_note": ("source", "note"),
}
# Within a rule, where the key in the file is not the place's own name.
_WITHIN: dict[str, Path] = {
    "months": ("window", "months"),
    "window": ("window", "kind"),
    "first_due": ("window", "first_due"),
    "approved": ("approved_list", "trainings"),
    "together": ("disciplines",),
}
HOURS = frozenset({"hours", "hours_each"})
LISTS = frozenset({"roles", "disciplines", "topics", "also_topics", "together", "approved", "kinds", "titled"})
FLAGS = frozenset({"asked", "before_role", "counts_once", "weaker_counts"})
# What holds where the file says nothing, so that saying it is no difference.
UNSAID: Mapping[str, Any] = {
    "asked": True,
    "counts_once": False,
    "weaker_counts": True,
    "window": WindowKind.ROLLING.value,
    "first_due": FirstDue.FULL_WINDOW.value,
    "before_role": True,
    "kinds": [CompletionKind.TRAINING.value],
}
YES, NO = "yes", "no"
# A team has no first day of service.
_OF_PEOPLE_ONLY = {"due_days", "first_due", "before_role"}
LABELS = {
    "asked": "this requirement",
    "counts_once": "an hour counts",
    "one": "what one of them is called",
    "many": "what several of them are called",
    "grace_days": "days of grace after joining",
    "leave": "effect of leave of absence",
    "least_grade": "weakest proof",
    "weaker_counts": "weaker proof",
    "source_title": "title of the source",
    "source_mark": "how well the source is established",
    "source_url": "address of the source",
    "source_note": "what the source says",
    "due_days": "days until it is due",
    "months": "months of the window",
    "window": "kind of window",
    "first_due": "what somebody new owes first",
    "before_role": "what was done before the role",
    "kinds": "kinds of record that count",
    "titled": "words of which the title must have one",
    "hours_each": "hours on each topic",
    "valid_months": "months it is valid",
    "percent": "percent of the team",
    "number": "number of the team",
    "newcomer_days": "days during which newcomers are left out",
    "also_topics": "topics that must be there besides",
    "together": "professional fields that must be there together",
    "least_disciplines": "number of professional fields, whichever they are",
    "approved": "approved trainings",
    "what": "what must be there",
    "who": "who is counted",
}
_PART = re.compile(r"part_(\d+)_")
_WAY = re.compile(r"(?:each_|of_|after_|part_\d+_)*")


def places(entry: Mapping[str, Any]) -> dict[str, Path]:
    """Return every place of a requirement that can be corrected, with the path to its value."""
    rule = entry["rule"]
    team, share = bool(entry["applies"].get("team", False)), str(rule["kind"]) == TeamShare.kind
    of_all = [
        *_WORDS,
        *(() if team else ("grace_days", "leave", "roles", "disciplines")),
        *(("leave",) if share else ()),
        *(("counts_once",) if _may_count_once(entry) else ()),
    ]
    return {name: _PATHS[name] for name in of_all} | _of_rule(rule, team, "", ("rule",))


def _may_count_once(entry: Mapping[str, Any]) -> bool:
    return str(entry["rule"]["kind"]) in {Hours.kind, RecurringHours.kind} and "bridge" not in entry


def base_of(place: str) -> str:
    """Return what a place is, wherever it stands: `hours` of `part_2_hours`."""
    return place.removeprefix(way_of(place))


def way_of(place: str) -> str:
    """Return the way to the rule in which a place stands: `part_2_` of `part_2_hours`; empty for the whole rule."""
    found = _WAY.match(place)
    return found[0] if found else ""


def way_words(way: str) -> str:
    """Say where a way leads, in words inside a sentence: "part 2", "part 1.2 of what each must have"."""
    part = ".".join(_PART.findall(way))
    first = "what comes first" if "after_" in way else ""
    told = [first, f"part {part}" if part else "", "whose share it is" if "of_" in way else ""]
    if way.startswith("each_"):
        told.append("what each must have")
    return " of ".join(filter(None, told))


def label_of(place: str, said: str = "") -> str:
    """Return what a place is, in words inside a sentence, with what is said of it: "hours 6 in part 2"."""
    base, where = base_of(place), way_words(way_of(place))
    return " ".join(filter(None, (LABELS.get(base, base.replace("_", " ")), said, f"in {where}" if where else "")))


def value_at(place: str, entry: Mapping[str, Any], path: Path) -> Value:
    """Return what stands at a place, as it is kept."""
    base = base_of(place)
    raw = UNSAID.get(base) if (found := at(entry, path)) is None else found
    if base in FLAGS:
        return YES if raw else NO
    if base in LISTS:
        return tuple(sorted(raw or ()))
    if raw is None:
        return None
    return number(Decimal(raw)) if base in HOURS else raw


def at(entry: Any, path: Path) -> Any:
    """Return what stands at the end of a path; None where the way there is missing."""
    found = entry
    for key in path:
        if isinstance(key, int):
            found = found[key] if isinstance(found, Sequence) and key < len(found) else None
        else:
            found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _of_rule(rule: Mapping[str, Any], team: bool, way: str, path: Path) -> dict[str, Path]:
    """Return the places of a rule and of the rules within it, each after its way."""
    kind = str(rule["kind"])
    names = [*_OF_RULE.get(kind, ()), *(("title",) if "part_" in way else ())]
    names += [name for name in ("percent", "number") if kind == TeamShare.kind and name in rule]
    # Only where the file says that there is a list: whose list it is, is a matter of the text.
    names += ["approved"] if "approved_list" in rule else []
    found = _named([name for name in names if not (team and name in _OF_PEOPLE_ONLY)], way, path)
    if "after" in rule:
        first = ["what", *_COUNTED, *(["approved"] if "approved_list" in rule["after"] else [])]
        found |= _named(first, f"{way}after_", (*path, "after"))
    for index, part in enumerate(rule.get("parts", ())):
        found |= _of_rule(part, team, f"{way}part_{index + 1}_", (*path, "parts", index))
    if kind == TeamShare.kind:
        found |= _named(["roles", "disciplines"], f"{way}of_", (*path, "of"))
        if "each" in rule:
            found |= _of_rule(rule["each"], False, f"{way}each_", (*path, "each"))
    return found


def _named(names: Sequence[str], way: str, path: Path) -> dict[str, Path]:
    """Return places by their names after a way, below a path."""
    return {f"{way}{name}": (*path, *_WITHIN.get(name, (name,))) for name in names}
