"""Approved lists at a center: the trainings of its catalog that a director may pick, and what a list names here.

A list holds catalog keys. A key that the center's catalog does not have, or whose entry was merged into another, counts
for nobody: that is said wherever the list is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.bridges import looked_at
from tracker.services import trainings
from tracker.services.corrected_standards import InForce
from tracker.services.trainings import TrainingView
from tracker.standards.places import Value, base_of

NOT_HERE = "Not in your catalog: nothing logged here counts by it"


@dataclass(frozen=True, slots=True)
class Approvable:
    """A training by its catalog key, as people read it; `remark` says what is odd about it, `counts` whether it can."""

    key: str
    title: str
    provider: str = ""
    remark: str = ""
    counts: bool = True


def approvable(chosen: Iterable[str] = ()) -> tuple[Approvable, ...]:
    """Return what of the catalog can be picked, by provider and title, and whatever is chosen already. Two statements.

    Past trainings are among it, because people did attend them.
    """
    shelf = trainings.shelf()
    wanted = set(chosen)
    offered = [view for view in shelf if view.key in wanted or (view.retired_at is None and view.merged_into is None)]
    return tuple(sorted(_shown(offered, shelf, wanted), key=lambda it: (it.provider.casefold(), it.title.casefold())))


def named(holds: InForce) -> dict[str, tuple[Approvable, ...]]:
    """Return the trainings on the approved lists of a standard, by requirement; of empty lists nothing.

    Two statements where a list names any, else none.
    """
    lists = {
        each.id: {key for _, counts in looked_at(each) if counts.approved for key in counts.approved.trainings}
        for each in holds.standard.requirements
    }
    if not any(lists.values()):
        return {}
    known = {each.key: each for each in approvable(key for keys in lists.values() for key in keys)}
    return {name: tuple(each for each in known.values() if each.key in keys) for name, keys in lists.items() if keys}


def strangers(holds: InForce) -> tuple[Approvable, ...]:
    """Return the trainings on a standard's approved lists by which nothing that is logged here can count."""
    found = {each.key: each for them in named(holds).values() for each in them if not each.counts}
    return tuple(found.values())


def keys_of(values: Mapping[str, Mapping[str, Value]]) -> dict[str, list[str]]:
    """Return the catalog keys on the approved lists among a standard's values, by requirement, each once."""
    found: dict[str, dict[str, None]] = {}
    for requirement, places in values.items():
        for place, value in places.items():
            if base_of(place) == "approved" and isinstance(value, tuple):
                found.setdefault(requirement, {}).update(dict.fromkeys(value))
    return {requirement: list(keys) for requirement, keys in found.items() if keys}


def _shown(offered: Iterable[TrainingView], shelf: Iterable[TrainingView], wanted: set[str]) -> list[Approvable]:
    titles = {view.public_id: view.title for view in shelf}
    found = [
        Approvable(view.key, view.title, view.provider, _remark(view, titles), view.merged_into is None)
        for view in offered
    ]
    missing = wanted - {each.key for each in found}
    return [*found, *(Approvable(key, key, remark=NOT_HERE, counts=False) for key in missing)]


def _remark(view: TrainingView, titles: Mapping[str, str]) -> str:
    if view.merged_into is not None:
        into = titles.get(view.merged_into, "another")
        return f"Merged into “{into}”: what is logged counts as that one, so choose it instead"
    return "Retired from your catalog" if view.retired_at is not None else "" if view.shipped else "Your own"
