"""What can count on a day, sorted once for all requirements: accepted, waiting for review, and set aside with
why.

Only accepted completions count. Submitted ones are kept beside them, because a verdict must know whether
they would close the gap. Everything else is set aside here, with the words that say so, and no rule looks
at it again.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from tracker.domain.record import Completion, Person, Record, TeamEvent
from tracker.domain.verdict import Counted, NotCounted
from tracker.domain.vocabulary import CompletionState, Discipline, Grade
from tracker.domain.wording import day, inside_a_sentence

WAITING = "waiting for review"
_SET_ASIDE = {
    CompletionState.DRAFT: "still a draft",
    CompletionState.RETURNED: "returned for correction",
    CompletionState.WITHDRAWN: "withdrawn",
}
_BY_DAY = attrgetter("completed_on", "key")


@dataclass(frozen=True, slots=True)
class Holding:
    """A team event up to the day in question, with every discipline there, its attendees' included."""

    event: TeamEvent
    disciplines: frozenset[Discipline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One person's or the team's facts on a day, earliest first; `people`: the team's, each with their own facts.

    `weak` is accepted on proof weaker than is asked for, and `why_weak` says so: a rule that would not look at it
    anyway says that instead, because better proof would be of no use.

    `whole` and `whole_waiting`: what is accepted and what waits as it counts where all of it does, made once for every
    requirement; `topics` there are all that a completion carries. `picked` keeps what was picked of them, by what was
    asked for: requirements often ask for the same.
    """

    as_of: date
    accepted: tuple[Completion, ...] = ()
    waiting: tuple[Completion, ...] = ()
    set_aside: tuple[NotCounted, ...] = ()
    weak: tuple[Completion, ...] = ()
    why_weak: str = ""
    holdings: tuple[Holding, ...] = ()
    people: tuple[Person, ...] = ()
    whole: tuple[Counted, ...] = field(init=False, repr=False, compare=False)
    whole_waiting: tuple[Counted, ...] = field(init=False, repr=False, compare=False)
    picked: dict[Hashable, Sequence[Counted]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make what counts whole."""
        object.__setattr__(self, "whole", _whole(self.accepted))
        object.__setattr__(self, "whole_waiting", _whole(self.waiting))


def topics_of(completion: Completion | TeamEvent) -> frozenset[str]:
    """Return every topic a completion carries, also those named only with their hours."""
    if isinstance(completion, Completion) and completion.topic_hours:
        return completion.topics | completion.topic_hours.keys()
    return completion.topics


def of_person(person: Person, as_of: date) -> Ledger:
    """Sort a person's completions by whether they can count on a day."""
    return _sorted(person.completions, as_of)


def of_team(record: Record, as_of: date) -> Ledger:
    """Sort the team's documents and events by whether they can count on a day."""
    documents = _sorted(record.documents, as_of)
    disciplines = {person.key: person.discipline for person in record.people}
    held = sorted((event for event in record.events if event.held_on <= as_of), key=_BY_DAY)
    ahead = tuple(NotCounted(event, _later(as_of)) for event in record.events if event.held_on > as_of)
    return Ledger(
        as_of=as_of,
        accepted=documents.accepted,
        waiting=documents.waiting,
        set_aside=documents.set_aside + ahead,
        holdings=tuple(Holding(event, _present(event, disciplines)) for event in held),
        people=record.people,
    )


def until(ledger: Ledger, day: date) -> Ledger:
    """Return a ledger as it stood on a day that is not after its own; what came later is set aside."""
    there: list[Completion | TeamEvent] = [
        *ledger.accepted,
        *ledger.waiting,
        *ledger.weak,
        *(holding.event for holding in ledger.holdings),
    ]
    later = tuple(NotCounted(entry, _later(day)) for entry in there if entry.completed_on > day)
    return replace(
        ledger,
        as_of=day,
        accepted=tuple(entry for entry in ledger.accepted if entry.completed_on <= day),
        waiting=tuple(entry for entry in ledger.waiting if entry.completed_on <= day),
        set_aside=ledger.set_aside + later,
        weak=tuple(entry for entry in ledger.weak if entry.completed_on <= day),
        holdings=tuple(holding for holding in ledger.holdings if holding.event.held_on <= day),
    )


def proven(ledger: Ledger, least: Grade) -> Ledger:
    """Return a ledger in which weaker proof is kept apart; what waits has none yet, and whoever decides says which."""
    weak = tuple(entry for entry in ledger.accepted if is_weaker(entry, least))
    if not weak:
        return ledger
    return replace(
        ledger,
        accepted=tuple(entry for entry in ledger.accepted if not is_weaker(entry, least)),
        weak=weak,
        why_weak=f"its proof is weaker than the {inside_a_sentence(least.label)} asked for",
    )


def is_weaker(completion: Completion, least: Grade) -> bool:
    """Tell whether a completion rests on weaker proof than is asked for; no proof at all is the weakest."""
    return completion.grade is None or completion.grade.is_below(least)


def _whole(completions: Iterable[Completion]) -> tuple[Counted, ...]:
    return tuple(
        [Counted(entry, entry.hours, topics_of(entry) if entry.topic_hours else entry.topics) for entry in completions]
    )


def _present(event: TeamEvent, disciplines: dict[str, Discipline]) -> frozenset[Discipline]:
    return event.disciplines | {disciplines[key] for key in event.attendees if key in disciplines}


def _later(as_of: date) -> str:
    return f"completed after {day(as_of)}"


def _sorted(completions: Iterable[Completion], as_of: date) -> Ledger:
    ordered = sorted(completions, key=_BY_DAY)
    accepted = [entry for entry in ordered if entry.state == CompletionState.ACCEPTED and entry.completed_on <= as_of]
    waiting, set_aside = [], []
    # Most of a record is accepted: the rest is looked through only where there is one.
    for completion in ordered if len(accepted) < len(ordered) else ():
        if completion.state in _SET_ASIDE:
            set_aside.append(NotCounted(completion, _SET_ASIDE[completion.state]))
        elif completion.completed_on > as_of:
            set_aside.append(NotCounted(completion, _later(as_of)))
        elif completion.state != CompletionState.ACCEPTED:
            waiting.append(completion)
    return Ledger(as_of=as_of, accepted=tuple(accepted), waiting=tuple(waiting), set_aside=tuple(set_aside))
