"""What the checks look at: the record, what was found in it today, and what lies beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.assessment import Assessment
from tracker.domain.record import Completion, Person, Record
from tracker.domain.vocabulary import CLAIMED, CompletionState, TrainingFormat


@dataclass(frozen=True, slots=True)
class Offered:
    """A training of the catalog with its own hours."""

    title: str
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A center's record on a day, with the assessments of that day.

    `files` are the digests of the files of each completion, `sheets` the team events that have one; `acts` says which
    completions were logged together; `catalog` holds the trainings whose hours are known; `formats` how each completion
    was given, where that is known; `filed` the waivers that have a file. `named` are the names that were read on a
    file, by its digest, and `other_names` those that a person has besides the one in the record. `left` is the last
    day of whom somebody said that they left, `listed_on` the day on which each person was put on the list.
    """

    record: Record
    today: date
    assessments: tuple[Assessment, ...] = ()
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sheets: frozenset[str] = frozenset()
    acts: Mapping[str, str] = field(default_factory=dict)
    catalog: Mapping[str, Offered] = field(default_factory=dict)
    formats: Mapping[str, TrainingFormat] = field(default_factory=dict)
    filed: frozenset[str] = frozenset()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left: Mapping[str, date] = field(default_factory=dict)
    listed_on: Mapping[str, date] = field(default_factory=dict)

    def standing(self) -> Iterator[tuple[Person, Completion]]:
        """Yield what was sent or accepted, with whose it is: no drafts, nothing returned or withdrawn."""
        for person in self.record.people:
            for completion in person.completions:
                if completion.state in CLAIMED:
                    yield person, completion

    def accepted(self) -> Iterator[tuple[Person, Completion]]:
        """Yield what was accepted, with whose it is."""
        return (pair for pair in self.standing() if pair[1].state is CompletionState.ACCEPTED)

    def owners(self) -> dict[str, list[tuple[Person, Completion]]]:
        """Return by digest of a file whose completions rest on it, of what was sent or accepted."""
        found: defaultdict[str, list[tuple[Person, Completion]]] = defaultdict(list)
        for person, it in self.standing():
            for digest in self.files.get(it.key, ()):
                found[digest].append((person, it))
        return found

    def names_of(self, person: Person) -> tuple[str, ...]:
        """Return every name of a person that is known, the one in the record first."""
        return (person.name, *self.other_names.get(person.key, ()))

    def is_said_to_have_left(self, person: Person, last_day: date) -> bool:
        """Tell whether it is known that whose last role ended on a day left with it.

        Somebody said so, for that day or a later one; or they were put on the list only after it, as one of the past.
        """
        said, listed = self.left.get(person.key), self.listed_on.get(person.key)
        return (said is not None and said >= last_day) or (listed is not None and listed > last_day)

    def has_file(self, completion: Completion) -> bool:
        """Tell whether a completion has a file of its own, or the sheet of its event."""
        return bool(self.files.get(completion.key)) or completion.event in self.sheets
