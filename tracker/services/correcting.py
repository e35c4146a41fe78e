"""Correcting a standard: a director changes single values of a requirement, and sees first whom it changes and how."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, InvalidStandard, NotFound
from tracker.domain.standard import Requirement
from tracker.domain.wording import quoted
from tracker.services import approved_trainings, history, standards
from tracker.services.actor import Actor
from tracker.services.approved_trainings import Approvable
from tracker.services.corrected_standards import InForce, in_force, of_text, shown, words
from tracker.services.foreseen import Foreseen, foresee
from tracker.services.standards import Followed
from tracker.services.standards_here import shelf
from tracker.standards import corrections as written
from tracker.standards.corrections import Correction
from tracker.standards.loader import read_corrected
from tracker.standards.places import NO, YES, Value, base_of, way_of, way_words

NOT_YOURS = "Only a director corrects a standard."
CHANGED = "Somebody changed this standard meanwhile. Look at what is there now, then save again."
NONE_HERE = "The standard that applies here has no such requirement."
__all__ = [
    "NO",
    "YES",
    "Correctable",
    "Preview",
    "Value",
    "base_of",
    "bring_in",
    "exported",
    "get",
    "one",
    "outdated",
    "preview",
    "preview_file",
    "save",
    "way_of",
    "way_words",
]
Values = Mapping[str, Value]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Correctable:
    """A requirement as it holds here, with what can be corrected: what holds and what ships, by place.

    `approvable`: the trainings that can be picked for its approved list; none where it has no such list.
    """

    followed: Followed
    requirement: Requirement
    values: Values
    shipped: Values
    approvable: tuple[Approvable, ...] = ()

    @property
    def version(self) -> int:
        """The version of the center's choice, so that nobody overwrites somebody else unseen."""
        return self.followed.version

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways to the rules within its rule, in the order of the file; none where it is one rule."""
        return tuple(dict.fromkeys(way for place in self.shipped if (way := way_of(place))))

    @property
    def own(self) -> tuple[str, ...]:
        """What was corrected in it, in words."""
        mine = (each for each in self.followed.holds.corrections if each.requirement == self.requirement.id)
        return tuple(words(each) for each in mine)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would do, and which examples no longer hold.

    `strangers`: approved trainings by which nothing that is logged here can count. `stale`: sentences in which words
    may still say the number before.
    """

    corrected: tuple[str, ...]
    foreseen: Foreseen
    broken: tuple[str, ...]
    strangers: tuple[Approvable, ...] = ()
    stale: tuple[str, ...] = ()


def get(actor: Actor, key: str, edition: str, requirement: str) -> Correctable:
    """Return a requirement of a followed standard to correct. Raises Refused, NotFound."""
    followed = one(actor, key, edition)
    asked = {each.id: each for each in followed.standard.requirements}.get(requirement)
    if asked is None:
        raise NotFound(NONE_HERE)
    shipped = written.values_of(followed.file.text, requirement)
    values = written.values_of(followed.holds.text, requirement)
    lists = [place for place in shipped if base_of(place) == "approved"]
    chosen = approved_trainings.keys_of({requirement: values}).get(requirement, ())
    return Correctable(followed, asked, values, shipped, approved_trainings.approvable(chosen) if lists else ())


def one(actor: Actor, key: str, edition: str) -> Followed:
    """Return a followed standard for who corrects it. Raises Refused, NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    return _followed(actor, key, edition)


def preview(actor: Actor, key: str, edition: str, requirement: str, values: Values) -> Preview:
    """Say what correcting a requirement would do. Raises Conflict for what no standard can ask.

    Costs what `foresee` does.
    """
    here = get(actor, key, edition, requirement)
    new, _ = _with(here, values)
    own = tuple(words(each) for each in new.corrections if each.requirement == requirement)
    return _preview(actor, here.followed, new, {requirement}, own)


def save(actor: Actor, key: str, edition: str, requirement: str, values: Values, version: int, reason: str) -> None:
    """Correct a requirement from now on; what equals the shipped file is no correction. What was issued stays.

    A checking of the text before no longer holds. Raises Conflict where it changed meanwhile or cannot be, NotFound.
    """
    here = get(actor, key, edition, requirement)
    _, corrections = _with(here, values)
    row = standards.standing_row(actor, key, edition)
    history.hold(actor)
    if row.version != version:
        raise Conflict(CHANGED)
    before, row.corrections = here.values, written.write(corrections)
    db.session.flush()
    now = written.values_of(in_force(here.followed.file, row.corrections).text, requirement)
    changed = {place: [_plain(before[place]), _plain(value)] for place, value in now.items() if value != before[place]}
    if changed:
        history.append(
            actor,
            "correct",
            "standard",
            f"{key} {edition}",
            detail={"requirement": requirement, **changed},
            reason=reason,
        )


def preview_file(actor: Actor, key: str, edition: str, text: str) -> Preview:
    """Say what taking over another's file would do today. Raises as `bring_in`; costs what `preview` does."""
    followed, new = _brought(actor, key, edition, text)
    titles = {each.id: each.title for each in new.standard.requirements}
    own = tuple(f"{titles[each.requirement]}: {words(each)}" for each in new.corrections)
    return _preview(actor, followed, new, set(titles), own)


def bring_in(actor: Actor, key: str, edition: str, text: str, version: int, reason: str) -> None:
    """Take over another's file of the same edition: its differences from what ships become the center's corrections.

    Those that the center had are replaced. Raises Conflict where it is another standard, differs in more than single
    values, cannot be read, or somebody changed the standard meanwhile; NotFound, Refused.
    """
    followed, new = _brought(actor, key, edition, text)
    row = standards.standing_row(actor, key, edition)
    history.hold(actor)
    if row.version != version:
        raise Conflict(CHANGED)
    if new.corrections == followed.holds.corrections:
        return
    row.corrections = written.write(new.corrections)
    db.session.flush()
    detail = {"file": [f"{each.requirement}: {words(each)}" for each in new.corrections]}
    history.append(actor, "bring_in", "standard", f"{key} {edition}", detail=detail, reason=reason)


def exported(actor: Actor, key: str, edition: str) -> str:
    """Return the file of a standard, with the center's corrections written in where it applies. Raises NotFound."""
    actor.must(Action.VIEW_STANDARDS, NOT_YOURS)
    followed = standards.get(actor, key, edition).followed
    return followed.holds.text if followed else shelf().file(key, edition).text


def outdated(followed: Followed) -> tuple[tuple[Correction, str], ...]:
    """Return the corrections whose place ships otherwise since they were made, each with what ships now in words."""
    changed = written.outdated(followed.file.text, followed.holds.corrections)
    return tuple((each, shown(each.place, value)) for each, value in changed)


def _followed(actor: Actor, key: str, edition: str) -> Followed:
    offer = standards.get(actor, key, edition)
    if offer.followed is None:
        raise NotFound("The center does not follow this standard. Apply it first.")
    return offer.followed


def _with(here: Correctable, values: Values) -> tuple[InForce, tuple[Correction, ...]]:
    """Return the standard with a requirement's values in place of those that hold, and all corrections then."""
    name, file = here.requirement.id, here.followed.file
    others = [each for each in here.followed.holds.corrections if each.requirement != name]
    own = [
        Correction(name, place, values[place], shipped)
        for place, shipped in here.shipped.items()
        if place in values and values[place] != shipped
    ]
    corrections = tuple(sorted([*others, *own], key=lambda each: (each.requirement, each.place)))
    try:
        return of_text(written.corrected(file.text, corrections), file, corrections), corrections
    except InvalidStandard as fault:
        raise Conflict(fault.message.splitlines()[0].split(": ", 1)[1]) from None


def _brought(actor: Actor, key: str, edition: str, text: str) -> tuple[Followed, InForce]:
    followed = one(actor, key, edition)
    try:
        theirs, _ = read_corrected(text, "The file")
        if (theirs.id, theirs.edition) != (key, edition):
            raise Conflict(f"This is the file of “{theirs.title}”, {theirs.edition}, and not of this standard.")
        corrections = written.between(followed.file.text, text)
        return followed, of_text(written.corrected(followed.file.text, corrections), followed.file, corrections)
    except InvalidStandard as fault:
        raise Conflict(fault.message.splitlines()[0], field="file") from None


def _preview(
    actor: Actor, followed: Followed, new: InForce, requirements: Set[str], corrected: tuple[str, ...]
) -> Preview:
    """Judge everybody by a standard as it holds and as it would, on some of its requirements.

    What shares its hours with one of these may stand otherwise as well.
    """
    groups = [each for held in (followed.standard, new.standard) for each in held.counts_once]
    sharing = {name for each in groups if not requirements.isdisjoint(each.requirements) for name in each.requirements}
    judged = sharing | requirements
    foreseen = foresee(actor, followed, new.standard, judged.__contains__)
    broken = tuple(each for each in new.broken if each not in followed.holds.broken)
    return Preview(corrected, foreseen, broken, approved_trainings.strangers(new), _stale(new))


def _stale(new: InForce) -> tuple[str, ...]:
    """Say which words of a corrected requirement still name the number that it had before."""
    texts = {each.id: (each.title, each.text) for each in new.standard.requirements}
    return tuple(
        f"{quoted(text)} still says {each.shipped}. Correct these words too, if that is what they mean."
        for each in new.corrections
        for text in texts.get(each.requirement, ())
        if _NUMBER.fullmatch(str(each.shipped)) and str(each.shipped) in _NUMBER.findall(text)
    )


def _plain(value: Value) -> str | int | None:
    return ", ".join(value) if isinstance(value, tuple) else value
