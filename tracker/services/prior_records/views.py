"""What bringing in a transcript would do, before anything is saved."""

from dataclasses import dataclass

from tracker.domain.titles import fold
from tracker.services import completions
from tracker.services.actor import Actor
from tracker.services.prior_records import outcomes
from tracker.services.prior_records.outcomes import Line, Outcome
from tracker.services.prior_records.reading import Opened


@dataclass(frozen=True, slots=True)
class Ahead:
    """A transcript line by line; `another_name`: the name in it, where it is not the person's here."""

    opened: Opened
    lines: tuple[Line, ...]
    another_name: str

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The lines with something to choose."""
        return tuple(each for each in self.lines if each.choices)

    @property
    def counts(self) -> tuple[tuple[Outcome, int], ...]:
        """How many lines come to what, those that none come to left out."""
        found = [each.outcome for each in self.lines]
        return tuple((outcome, found.count(outcome)) for outcome in Outcome if outcome in found)


def ahead(actor: Actor, opened: Opened) -> Ahead:
    """Hold a transcript against what the person has here. A constant number of statements. Raises NotFound."""
    here = completions.of_person(actor, opened.person)
    said = opened.transcript.name
    another = "" if fold(said) == fold(opened.person_name) else said
    return Ahead(opened, tuple(outcomes.lines(actor, opened.transcript, here)), another)
