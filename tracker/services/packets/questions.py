"""What a reviewer would question, said before a packet is issued: nothing here stands in the way of issuing it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.access import Action
from tracker.domain.assessment import Assessment, assess
from tracker.domain.finding import Finding, Status
from tracker.formatting import format_count, format_date, join_names
from tracker.services import as_known, assessments
from tracker.services.actor import Actor
from tracker.services.packets import doubts
from tracker.services.packets.asking import NOT_YOURS
from tracker.services.packets.doubts import Doubt, Opens
from tracker.services.standards import Followed

MOST_NAMED = 3
MOST_OPENED = 5


class Place(StrEnum):
    """Where a question can be mended."""

    STANDARD = "standard"
    MATRIX = "matrix"
    QUEUE = "queue"
    PEOPLE = "people"
    SETTINGS = "settings"
    WAIVERS = "waivers"
    PLAN = "plan"
    RECORD_CHECK = "record-check"
    HERE = "here"

    @property
    def words(self) -> str:
        """What a link to it says; nothing where each thing has a link of its own."""
        return _WAYS[self]


_WAYS = {
    Place.STANDARD: "See the standard",
    Place.MATRIX: "See who",
    Place.QUEUE: "Open the queue",
    Place.PEOPLE: "Open people",
    Place.SETTINGS: "Set the day",
    Place.WAIVERS: "See the waivers",
    Place.PLAN: "Open the plan",
    Place.RECORD_CHECK: "Check the record",
    Place.HERE: "",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a reviewer would ask about, where it can be mended, and the single records it is about.

    `check` is the kind of line that the check of the record is to show. Of many records the first few are named, and
    `more` says how many there are besides.
    """

    words: str
    place: Place
    about: tuple[Opens, ...] = ()
    check: str = ""
    more: int = 0


def questions(actor: Actor, followed: Followed, as_of: date, known_on: date | None = None) -> tuple[Question, ...]:
    """Return what a reviewer would question in a packet of a standard as of a day, as known on another.

    Costs what the matrix costs, and two statements; the check of the record, where something changed since its last.
    """
    ((_, found),) = questions_of_all(actor, [followed], as_of, known_on)
    return found


def questions_of_all(
    actor: Actor, offered: Iterable[Followed], as_of: date, known_on: date | None = None
) -> list[tuple[Followed, tuple[Question, ...]]]:
    """Return the questions of several standards. What lies beside the assessments is read once for all."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    beside, assessed = doubts.beside(actor, known_on), _assessed(actor, offered, as_of, known_on)
    return [(each, (*_asked(each, its), *map(_doubted, beside.doubts(its)))) for each, its in assessed]


def _assessed(
    actor: Actor, offered: Iterable[Followed], as_of: date, known_on: date | None
) -> Iterator[tuple[Followed, Assessment]]:
    """Yield the assessment of each standard; a record as it was known is looked up once for all."""
    if known_on is None or known_on >= actor.today:
        yield from ((each, assessments.of_team(actor, each, as_of)) for each in offered)
        return
    record = as_known.load(actor, known_on)
    yield from ((each, assess(each.standard, record, as_of)) for each in offered)


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
    yield from _to_come(found)
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


def _day(found: Assessment) -> str:
    return "today" if found.visit_on is None else "the day of the visit"


def _gaps(found: Assessment) -> Iterator[Question]:
    lacking = [each for each in found.all_findings if each.status.is_gap]
    if lacking:
        are = "is" if len(lacking) == 1 else "are"
        yield Question(
            f"{format_count(len(lacking), 'finding')} {are} not met or lapsed: {_titles(lacking)}.", Place.MATRIX
        )


def _to_come(found: Assessment) -> Iterator[Question]:
    """Yield what is not met and not due yet, and what is met and lapses by the visit if nothing more is done."""
    later = [each for each in found.all_findings if each.status is Status.NOT_YET_DUE]
    if later:
        are = "is" if len(later) == 1 else "are"
        yield Question(
            f"{format_count(len(later), 'finding')} {are} not met yet, and not due yet: {_titles(later)}.", Place.MATRIX
        )
    visit_on = found.visit_on
    ending = [
        each
        for each in found.all_findings
        if visit_on and each.status.counts_as_met and each.lapses_on and found.as_of < each.lapses_on <= visit_on
    ]
    if visit_on and ending:
        lapse = "lapses" if len(ending) == 1 else "lapse"
        yield Question(
            f"{format_count(len(ending), 'finding')} that {'counts' if len(ending) == 1 else 'count'} as met {lapse}"
            f" by the site visit on {format_date(visit_on)} if nothing more is done: {_titles(ending)}.",
            Place.PLAN,
        )


def _titles(findings: Sequence[Finding]) -> str:
    titles = list(dict.fromkeys(each.requirement.title for each in findings))
    return join_names(titles) if len(titles) <= MOST_NAMED else f"{', '.join(titles[:MOST_NAMED])} and more"


def _doubted(doubt: Doubt) -> Question:
    place = Place.RECORD_CHECK if doubt.check else Place.HERE
    more = max(0, len(doubt.about) - MOST_OPENED)
    return Question(doubt.words, place, doubt.about[:MOST_OPENED], doubt.check, more)
