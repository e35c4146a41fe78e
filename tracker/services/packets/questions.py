"""What a reviewer would question, said before a packet is issued: nothing here stands in the way of issuing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.access import Action
from tracker.domain.assessment import Assessment
from tracker.domain.finding import Finding, Status
from tracker.domain.record import Completion
from tracker.domain.vocabulary import Grade
from tracker.formatting import format_count, join_names
from tracker.services import assessments
from tracker.services.actor import Actor
from tracker.services.packets.asking import NOT_YOURS
from tracker.services.standards import Followed

MOST_NAMED = 3
_WORDS = frozenset({Grade.SUPERVISOR_WORD, Grade.PRIOR_CENTER, Grade.OWN_WORD})


class Place(StrEnum):
    """Where a question can be mended."""

    STANDARD = "standard"
    MATRIX = "matrix"
    QUEUE = "queue"
    PEOPLE = "people"
    SETTINGS = "settings"
    WAIVERS = "waivers"

    @property
    def words(self) -> str:
        """What a link to it says."""
        return _WAYS[self]


_WAYS = {
    Place.STANDARD: "See the standard",
    Place.MATRIX: "See who",
    Place.QUEUE: "Open the queue",
    Place.PEOPLE: "Open people",
    Place.SETTINGS: "Set the day",
    Place.WAIVERS: "See the waivers",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a reviewer would ask about, and where it can be mended."""

    words: str
    place: Place


def questions(actor: Actor, followed: Followed, as_of: date) -> tuple[Question, ...]:
    """Return what a reviewer would question in a packet of a standard as of a day. Costs what the matrix costs."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    found = assessments.of_team(actor, followed, as_of)
    return tuple(_asked(followed, found))


def _asked(followed: Followed, found: Assessment) -> Iterator[Question]:
    if not followed.standard.checked:
        yield Question(
            "Nobody has compared this standard's text with the publisher's yet; every page of the packet says so.",
            Place.STANDARD,
        )
    if otherwise := followed.held_otherwise:
        yield Question(
            f"Your center pinned the {followed.edition} edition; {_day(found)} falls under {otherwise.edition}.",
            Place.STANDARD,
        )
    if corrected := len(followed.holds.corrections):
        places = format_count(corrected, "place")
        yield Question(f"Your center corrected this standard in {places}; each requirement says so.", Place.STANDARD)
    if not found.bound_people:
        yield Question("The standard binds nobody on this day. Enter your people with their roles.", Place.PEOPLE)
    if found.visit_on is None:
        yield Question("The day of the site visit is not set, so the packet cannot name it.", Place.SETTINGS)
    yield from _gaps(found)
    waiting = [each for each in found.all_findings if each.status is Status.IN_REVIEW]
    if waiting:
        yield Question(
            f"{format_count(len(waiting), 'finding')} would be met if what waits for a decision were accepted.",
            Place.QUEUE,
        )
    waived = sum(each.status is Status.WAIVED for each in found.all_findings)
    if waived:
        counts = "counts" if waived == 1 else "count"
        yield Question(
            f"{format_count(waived, 'finding')} {counts} as met by a waiver or an equivalent."
            " Whether reviewers accept that is theirs to say.",
            Place.WAIVERS,
        )
    words = {entry.key for each in found.all_findings for entry in _on_a_word(each)}
    if words:
        yield Question(
            f"{format_count(len(words), 'completion')} that {'counts' if len(words) == 1 else 'count'}"
            f" {'rests' if len(words) == 1 else 'rest'} on somebody's word, without a certificate or a signed sheet.",
            Place.MATRIX,
        )


def _day(found: Assessment) -> str:
    return "today" if found.visit_on is None else "the day of the visit"


def _gaps(found: Assessment) -> Iterator[Question]:
    lacking = [each for each in found.all_findings if each.status.is_gap]
    if not lacking:
        return
    titles = list(dict.fromkeys(each.requirement.title for each in lacking))
    named = (
        join_names(titles[:MOST_NAMED]) if len(titles) <= MOST_NAMED else f"{', '.join(titles[:MOST_NAMED])} and more"
    )
    one = len(lacking) == 1
    yield Question(
        f"{format_count(len(lacking), 'finding')} {'is' if one else 'are'} not met or lapsed: {named}.", Place.MATRIX
    )


def _on_a_word(each: Finding) -> list[Completion]:
    counted = (entry.completion for entry in each.counted)
    return [it for it in counted if isinstance(it, Completion) and (it.grade is None or it.grade in _WORDS)]
