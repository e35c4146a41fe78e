"""For which requirements somebody logs: how each stands for them today, and what in the catalog would do something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain import wanted
from tracker.domain.access import Action
from tracker.domain.assessment import assess_person
from tracker.domain.errors import NotFound
from tracker.domain.finding import Finding, Status
from tracker.domain.record import CompletionKind
from tracker.services import assessments, standards, trainings
from tracker.services.actor import Actor
from tracker.services.completions.entry import PERSONAL_KINDS
from tracker.services.trainings import TrainingView

MOST_WANTED = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement that somebody logs for: how it stands, of which kind and topics, and what of the catalog helps.

    `mark` says how well its words are established. `topics` are there where no other would do.
    """

    title: str
    whose: str
    said: str
    mark: str
    kind: CompletionKind
    topics: frozenset[str]
    trainings: tuple[TrainingView, ...]


def of(actor: Actor, person: str, keys: Sequence[str]) -> tuple[Wanted, ...]:
    """Return what is wanted of a person for requirements, each by its standard's key, a slash and its id; ten at most.

    What no standard that holds here asks of them is left out. No statement without keys, else about ten.
    """
    if not person or not keys:
        return ()
    try:
        found = _findings(actor, person, keys)
    except NotFound:
        return ()
    shelf = trainings.shelf() if found and actor.may(Action.VIEW_CATALOG) else ()
    return tuple(_wanted(each, shelf) for each in found)


def _findings(actor: Actor, person: str, keys: Sequence[str]) -> list[Finding]:
    who, visit_on = assessments.person_of(actor, person)
    there = {
        f"{each.key}/{finding.requirement.id}": finding
        for each in standards.followed(actor)
        if any(key.startswith(f"{each.key}/") for key in keys)
        for finding in assess_person(each.standard, who, actor.today, visit_on)
        if finding.status is not Status.DOES_NOT_APPLY
    }
    return [there[key] for key in dict.fromkeys(keys) if key in there][:MOST_WANTED]


def _wanted(finding: Finding, shelf: Iterable[TrainingView]) -> Wanted:
    return Wanted(
        title=finding.requirement.title,
        whose=finding.whose,
        said=wanted.said(finding),
        mark=finding.requirement.mark_words,
        kind=wanted.kind(finding, PERSONAL_KINDS) or CompletionKind.TRAINING,
        topics=wanted.topics(finding),
        trainings=trainings.closing(shelf, finding),
    )
