"""What lies beside an assessment and would make a reviewer doubt it: files, words, and the check of the record.

Only what is known without reading a file: whether it is there, and whether it still has the size it came with. What is
damaged otherwise is seen when it is printed, and said by the packet then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from sqlalchemy import select

from tracker.db import db
from tracker.domain.assessment import Assessment
from tracker.domain.record import Completion, Person, TeamEvent
from tracker.domain.record_checks import Check, Line
from tracker.domain.vocabulary import Grade
from tracker.formatting import format_count, format_date
from tracker.models import Completion as CompletionRow
from tracker.models import Event, Evidence
from tracker.services import evidence, file_copies, record_checks, said_then
from tracker.services.actor import Actor

Fact = Completion | TeamEvent
_WORDS = frozenset({Grade.SUPERVISOR_WORD, Grade.PRIOR_CENTER, Grade.OWN_WORD})
# The others are said of the day that was chosen, by the assessment of that day.
CHECKS = frozenset(Check) - {Check.NO_FILE, Check.LAPSING}


@dataclass(frozen=True, slots=True)
class Opens:
    """A record that a doubt is about, in words; `completion` or `event` names the one whose page mends it."""

    words: str
    completion: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to ask about in a sentence, and the records it is about; or the check whose lines tell more."""

    words: str
    about: tuple[Opens, ...] = ()
    check: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    sha256: str
    size: int

    @property
    def is_whole(self) -> bool:
        """Whether it lies there with the size that it came with."""
        path = file_copies.store().path_of(self.sha256)
        return path.is_file() and path.stat().st_size == self.size


@dataclass(frozen=True, slots=True)
class Beside:
    """The files by the public id of the completion or event they stand behind, and the lines of the record's check."""

    files: Mapping[str, tuple[_File, ...]]
    lines: tuple[Line, ...]

    def doubts(self, found: Assessment) -> Iterator[Doubt]:
        """Yield what would make a reviewer doubt an assessment, of what it rests on alone."""
        counted = {
            entry.completion.key: (each.person, entry.completion)
            for each in found.all_findings
            for entry in each.counted
        }
        yield from self._on_a_word(counted)
        yield from self._without_a_file(counted)
        yield from self._not_whole(counted)
        yield from self._found_in_the_record(found, counted)

    def _on_a_word(self, counted: "Counted") -> Iterator[Doubt]:
        those = _those(counted, lambda it: isinstance(it, Completion) and (it.grade is None or it.grade in _WORDS))
        if those:
            verb, count = ("rests", "counts") if len(those) == 1 else ("rest", "count")
            yield Doubt(
                f"{format_count(len(those), 'record')} that {count} {verb} on somebody's word, without a certificate or"
                " a signed sheet.",
                those,
            )

    def _without_a_file(self, counted: "Counted") -> Iterator[Doubt]:
        events = tuple({each.event: each for each in self._events_without(counted)}.values())
        if events:
            have = "counts and has" if len(events) == 1 else "count and have"
            yield Doubt(f"{format_count(len(events), 'team event')} {have} no signed sheet or other file.", events)
        others = _those(
            counted,
            lambda it: _is_said_to_be_proved(it) and not it.event and not self._behind(it),
        )
        if others:
            have = "counts and has" if len(others) == 1 else "count and have"
            yield Doubt(f"{format_count(len(others), 'record')} {have} no file that a packet could print.", others)

    def _events_without(self, counted: "Counted") -> Iterator[Opens]:
        """Yield the events without a sheet that count themselves, or by what was logged of them."""
        for _, it in counted.values():
            key = it.key if isinstance(it, TeamEvent) else it.event if _is_said_to_be_proved(it) else ""
            if key and not self._behind(it):
                yield Opens(f"{it.title}, {format_date(it.completed_on)}", event=key)

    def _not_whole(self, counted: "Counted") -> Iterator[Doubt]:
        those = _those(counted, lambda it: any(not each.is_whole for each in self._behind(it)))
        if those:
            verb = "rests" if len(those) == 1 else "rest"
            yield Doubt(
                f"{format_count(len(those), 'record')} {verb} on a file that is missing from the evidence folder or"
                " damaged there. The packet can print only a page that says so.",
                those,
            )

    def _found_in_the_record(self, found: Assessment, counted: "Counted") -> Iterator[Doubt]:
        """Yield a line for each check that found something about what counts, or about a person who is bound."""
        keys = {*counted, *(person.key for person in found.bound_people)}
        standard = f"{found.standard.id}/"
        for check in Check:
            if check in CHECKS and (lines := [each for each in self.lines if each.check == check]):
                its = [each for each in lines if _is_about(each, keys, standard)]
                if its:
                    more = f" And {len(its) - 1} more like it." if len(its) > 1 else ""
                    yield Doubt(f"{check.label}: {its[0].says}{more}", check=check.value)

    def _behind(self, it: Fact) -> tuple[_File, ...]:
        sheet = self.files.get(it.event, ()) if isinstance(it, Completion) and it.event else ()
        return (*self.files.get(it.key, ()), *sheet)


Counted = Mapping[str, tuple[Person | None, Fact]]


def beside(actor: Actor, known_on: date | None) -> Beside:
    """Return what lies beside the center's assessments; files as they stood when a day ended, the check as it is now.

    One statement, and those of the check of the record.
    """
    return Beside(_files(actor, known_on), record_checks.found(actor).lines)


def _files(actor: Actor, known_on: date | None) -> dict[str, tuple[_File, ...]]:
    moment = None if known_on is None or known_on >= actor.today else said_then.end_of(actor, known_on)
    rows = db.session.execute(
        select(CompletionRow.public_id, Event.public_id, Evidence.sha256, Evidence.size)
        .outerjoin(CompletionRow, CompletionRow.id == Evidence.completion_id)
        .outerjoin(Event, Event.id == Evidence.event_id)
        .where(*evidence.there(moment))
    )
    found: defaultdict[str, list[_File]] = defaultdict(list)
    for completion, event, sha256, size in rows:
        found[completion or event or ""].append(_File(sha256, size))
    return {key: tuple(files) for key, files in found.items()}


def _is_said_to_be_proved(it: Fact) -> TypeGuard[Completion]:
    """Tell whether a completion counts on something better than a word."""
    return isinstance(it, Completion) and it.grade is not None and it.grade not in _WORDS


def _those(counted: Counted, asked: Callable[[Fact], bool]) -> tuple[Opens, ...]:
    return tuple(_opens(person, it) for person, it in counted.values() if asked(it))


def _opens(person: Person | None, it: Fact) -> Opens:
    words = f"{it.title}, {format_date(it.completed_on)}, {person.name if person else 'the team'}"
    if person is None:
        return Opens(words, event=it.key)
    return Opens(words, completion=it.key)


def _is_about(line: Line, keys: Iterable[str], standard: str) -> bool:
    """Tell whether a line is about something of these; where it is about a requirement, about one of the standard."""
    return any(
        thing.key in keys and (not thing.requirement or thing.requirement.startswith(standard)) for thing in line.things
    )
