"""What would come of each line of a transcript: new, here already or perhaps, not clear which training, impossible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.errors import Conflict
from tracker.domain.titles import fold
from tracker.domain.transcripts import Stated, Transcript
from tracker.domain.vocabulary import CLAIMED, CompletionState, Labelled
from tracker.formatting import format_date, format_hours
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView, CreditLine, Entry
from tracker.services.completions.duplicates import NEAR
from tracker.services.completions.entry import Match, Names, match, names, refuse_impossible

LEAVE, OWN_TITLE = "leave", "own"
MOST_LIKE = 3
# Of the words of two titles together, how many they must share to be offered as perhaps the same.
_LEAST_SHARED = 0.34


class Outcome(Labelled):
    """What would come of a line."""

    NEW = "new"
    HERE = "here"
    LIKELY = "likely"
    UNCLEAR = "unclear"
    IMPOSSIBLE = "impossible"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]


_LABELS = {
    Outcome.NEW: "New",
    Outcome.HERE: "Here already",
    Outcome.LIKELY: "Perhaps here already",
    Outcome.UNCLEAR: "Not clear which training",
    Outcome.IMPOSSIBLE: "Cannot be taken over",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript: its number from 1, what is stated, what would come of it and why, and the choices.

    `choices` are values with words, the proposed one first; none where there is nothing to choose.
    """

    number: int
    stated: Stated
    outcome: Outcome
    words: str
    choices: tuple[tuple[str, str], ...] = ()


def lines(actor: Actor, transcript: Transcript, here: Sequence[CompletionView]) -> list[Line]:
    """Judge each line of a transcript against what a person has here. Two statements."""
    return list(_judged(actor, transcript, [each for each in here if each.state is not CompletionState.WITHDRAWN]))


def _judged(actor: Actor, transcript: Transcript, here: Sequence[CompletionView]) -> Iterator[Line]:
    known, seen = names(), set[tuple[object, ...]]()
    for number, stated in enumerate(transcript.completions, start=1):
        key = (stated.kind, fold(stated.title), stated.completed_on)
        line = _line(actor, number, stated, known, here)
        if line.outcome is not Outcome.IMPOSSIBLE:
            if key in seen:
                line = replace(line, outcome=Outcome.HERE, words="It stands twice in this transcript.", choices=())
            seen.add(key)
        yield line


def entry_of(stated: Stated) -> Entry:
    """Return what is stated as an entry, under its own title."""
    return Entry(
        title=stated.title,
        completed_on=stated.completed_on,
        kind=stated.kind,
        expires_on=stated.expires_on,
        hours=stated.hours,
        topics=stated.topics,
        topic_hours=stated.topic_hours,
        provider=stated.provider,
        format=stated.format,
        certificate_number=stated.certificate_number,
        credits=tuple(CreditLine(each.body, each.amount, each.number) for each in stated.credits),
    )


def called_there(title: str) -> str:
    """Return the words of a note that keep under which title a prior center states a training."""
    return f"There called “{title}”."


def _line(actor: Actor, number: int, stated: Stated, known: Names, here: Sequence[CompletionView]) -> Line:
    entry = entry_of(stated)
    if wrong := _impossible(actor, entry, stated):
        return Line(number, stated, Outcome.IMPOSSIBLE, wrong)
    found = match(entry, known)
    same = next((each for each in here if _is_same(each, stated, found)), None)
    if same is not None:
        return Line(number, stated, Outcome.HERE, _same_words(same, stated))
    near = next((each for each in here if _is_near(each, stated, found)), None)
    if near is not None:
        words = f"“{near.title}” on {format_date(near.completed_on)} is within a week of it."
        return Line(number, stated, Outcome.LIKELY, words, (_LEAVE, *_ways(stated, found, known)))
    ways = _ways(stated, found, known)
    if found is not None:
        return Line(number, stated, Outcome.NEW, f"It is “{found.title}” of the catalog.", (*ways, _LEAVE))
    if len(ways) > 1:
        return Line(number, stated, Outcome.UNCLEAR, "The catalog has trainings with a like title.", (*ways, _LEAVE))
    return Line(number, stated, Outcome.NEW, "The catalog does not have it; its own title is kept.", (*ways, _LEAVE))


_LEAVE = (LEAVE, "Leave it out")
_KEEP = (OWN_TITLE, "Bring it in under its own title")


def _impossible(actor: Actor, entry: Entry, stated: Stated) -> str:
    if stated.state not in CLAIMED:
        return "That center does not claim it: it was neither sent in nor accepted there."
    try:
        refuse_impossible(actor, entry)
    except Conflict as problem:
        return problem.message
    return ""


def _is_same(each: CompletionView, stated: Stated, found: Match | None) -> bool:
    if (each.completed_on, each.kind) != (stated.completed_on, stated.kind):
        return False
    return _is_training(each, stated, found) or called_there(stated.title) in each.note


def _is_near(each: CompletionView, stated: Stated, found: Match | None) -> bool:
    is_close = abs(each.completed_on - stated.completed_on) <= NEAR
    return is_close and each.kind == stated.kind and _is_training(each, stated, found)


def _is_training(each: CompletionView, stated: Stated, found: Match | None) -> bool:
    if fold(each.title) == fold(stated.title):
        return True
    return found is not None and each.training == found.public_id


def _same_words(same: CompletionView, stated: Stated) -> str:
    if same.hours == stated.hours or stated.hours is None:
        return "The same training on the same day is here."
    here = format_hours(same.hours) if same.hours is not None else "no hours"
    return f"The same training on the same day is here, with {here}; stated are {format_hours(stated.hours)}."


def _ways(stated: Stated, found: Match | None, known: Names) -> tuple[tuple[str, str], ...]:
    if found is not None:
        return ((found.public_id, f"Bring it in as “{found.title}”"),)
    like = [(row.public_id, f"Bring it in as “{row.title}”") for row in _like(stated.title, known)]
    return (_KEEP, *like)


def _like(title: str, known: Names) -> list[Any]:
    """Return the entries of the catalog whose title shares most words with one, the likest first."""
    wanted = set(fold(title).split())
    shares: dict[int, float] = {}
    for number, name in known.named:
        words = set(name.split())
        final = known.rows[number].merged_into_id or number
        shares[final] = max(shares.get(final, 0.0), len(wanted & words) / len(wanted | words or {""}))
    likest = sorted(shares, key=lambda number: (-shares[number], number))[:MOST_LIKE]
    return [known.rows[number] for number in likest if shares[number] >= _LEAST_SHARED]
