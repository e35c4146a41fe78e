"""Trainings that count only whole, at a center: by what each of their parts is known here.

A standard's file names a part by its catalog key, its title or both. A part with a key that the center's catalog does
not have and no title is never completed here, and what is logged as it counts like any other training: that is said.
"""

from collections.abc import Mapping

from tracker.domain.bridges import looked_at
from tracker.domain.rules import Composite, Part
from tracker.domain.wording import quoted
from tracker.services.approved_trainings import NOT_HERE, Approvable, approvable
from tracker.services.corrected_standards import InForce


def named(holds: InForce) -> dict[str, tuple[Approvable, ...]]:
    """Return the parts of what a standard counts only whole, as they are known here, by requirement.

    Two statements where a part has a catalog key, else none.
    """
    wholes = {
        each.id: dict.fromkeys(whole for _, counts in looked_at(each) for whole in counts.only_whole)
        for each in holds.standard.requirements
    }
    keys = {part.training for them in wholes.values() for whole in them for part in whole.parts if part.training}
    known = {each.key: each for each in approvable(keys)} if keys else {}
    return {
        name: tuple(_shown(whole, part, known) for whole in them for part in whole.parts)
        for name, them in wholes.items()
        if them
    }


def strangers(holds: InForce) -> tuple[Approvable, ...]:
    """Return the parts that nothing that is logged here can count as, each once."""
    return tuple(dict.fromkeys(each for them in named(holds).values() for each in them if not each.counts))


def _shown(whole: Composite, part: Part, known: Mapping[str, Approvable]) -> Approvable:
    here = known.get(part.training)
    title = f"{part.name} of {quoted(whole.title)}"
    if here is None:
        return Approvable("", title, remark="Known by its title")
    counts = here.counts or bool(part.titled)
    besides = ", known by its title" if part.titled else "" if counts else ", and no title is given"
    return Approvable(part.training, title, remark=f"{_of_key(here)}{besides}", counts=counts)


def _of_key(here: Approvable) -> str:
    """Say what the catalog has under the key of a part."""
    if here.counts:
        return f"In your catalog as {quoted(here.title)}"
    if here.remark == NOT_HERE:
        return f"Not in your catalog ({here.key})"
    return f"Merged into another entry of your catalog ({quoted(here.title)})"
