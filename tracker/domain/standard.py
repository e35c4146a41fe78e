"""What is asked: a standard, its components, and the requirements that can be checked one by one.

A standard is data with a date and a source for every value. The kinds of rule, and how each judges, live in `rules`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.pauses import LEAVE_UNSAID, LeaveEffect
from tracker.domain.record import Record
from tracker.domain.verdict import Status, Verdict
from tracker.domain.vocabulary import Discipline, Grade, Role
from tracker.domain.wording import day


class Mark(StrEnum):
    """How well the source of a requirement was established."""

    VERIFIED = "V"
    PARTLY = "P"
    UNVERIFIED = "U"
    DRAFT = "draft"

    def words(self, publisher: str) -> str:
        """Return the words people read beside a requirement of that publisher's standard."""
        return _MARK_WORDS[self].format(text=f"{publisher}'s text")


_MARK_WORDS = {
    Mark.VERIFIED: "Stated by the source",
    Mark.PARTLY: "Partly supported by the source; not checked against {text}",
    Mark.UNVERIFIED: "Not checked against {text}",
    Mark.DRAFT: "Working draft; not checked against {text}",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a requirement comes from; `note` says what the source states and of which age, `publisher` whose it is."""

    title: str
    mark: Mark
    url: str = ""
    note: str = ""
    publisher: str = "NCA"

    @property
    def mark_words(self) -> str:
        """The words people read of how well it was established."""
        return self.mark.words(self.publisher)

    @property
    def named(self) -> str:
        """Its title and address in one; the title of a draft is no more than its mark, which is said beside it."""
        title = "" if self.title == self.mark_words else self.title
        return ", ".join(filter(None, (title, self.url)))


@dataclass(frozen=True, slots=True)
class Checked:
    """Who compared a text with the publisher's own, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a standard under which requirements are gathered."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Applies:
    """Whom a requirement binds: the team as one, or people by role and, where given, by discipline as well."""

    team: bool = False
    roles: frozenset[Role] = frozenset()
    disciplines: frozenset[Discipline] = frozenset()


class Rule(Protocol):
    """A demand that can be judged; every kind is a frozen dataclass in `rules`, registered under its `kind`."""

    kind: ClassVar[str]

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Set what happened against what is asked, on the ledger's day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """What somebody who satisfied a rule of an earlier edition still needs, in place of the requirement's own rule.

    `carried` says in words what the earlier rule stands for. `held_by` is the last day on which the earlier rule counts
    as satisfied; None where no day is stated. `difference` is what is new; None where nothing of it is asked here.
    """

    edition: str
    carried: str
    earlier: Rule
    difference: Rule | None = None
    held_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """The single checkable demand.

    `grace_days` count from the first day of service: until the last of them a gap is not yet due. `least_grade` is the
    weakest proof taken without remark, or at all, unless `weaker_counts`. `note` is shown wherever it is. `bridge` lets
    what was met under an earlier edition count. `leave`: what a leave of absence does; None is not said. What is not
    `asked` binds nobody: it was left out, and is shown as such.
    """

    id: str
    title: str
    text: str
    component: str
    applies: Applies
    rule: Rule
    source: Source
    grace_days: int = 0
    least_grade: Grade | None = None
    weaker_counts: bool = True
    note: str = ""
    checked: Checked | None = None
    bridge: Bridge | None = None
    leave: LeaveEffect | None = None
    asked: bool = True

    @property
    def proof_needed(self) -> Grade | None:
        """The proof without which nothing counts; None where any does."""
        return None if self.weaker_counts else self.least_grade

    @property
    def leave_stops(self) -> bool:
        """Whether the clock stands still on days of leave."""
        return self.leave is LeaveEffect.STOPS_THE_CLOCK

    @property
    def leave_words(self) -> str:
        """Say what a leave of absence does, and whether the standard says so; empty where it concerns nobody."""
        return self.leave.words if self.leave else "" if self.applies.team else LEAVE_UNSAID

    @property
    def mark_words(self) -> str:
        """Say how well its words are established: by whoever compared them, else by its source."""
        if self.checked is None:
            return self.source.mark_words
        return f"Compared with the publisher's text on {day(self.checked.on)} by {self.checked.by}"


@dataclass(frozen=True, slots=True)
class CountsOnce:
    """Requirements among which an hour may serve only one, by id."""

    requirements: tuple[str, ...]


class EditionChange(StrEnum):
    """What became of a requirement of the edition before."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    NEW = "new"
    GONE = "gone"

    @property
    def label(self) -> str:
        """The words people read."""
        return _CHANGE_WORDS[self]


_CHANGE_WORDS = {
    EditionChange.SAME: "Asked for as before",
    EditionChange.WIDER: "More is asked for",
    EditionChange.NARROWER: "Less is asked for",
    EditionChange.NEW: "New",
    EditionChange.GONE: "No longer asked for",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What became of one requirement: its id in the edition before, in this one, and how well that is established.

    `earlier` is empty for what is new, `now` for what is gone. `counts`: for how many topics it stands; None as one.
    """

    change: EditionChange
    mark: Mark
    earlier: str = ""
    now: str = ""
    note: str = ""
    counts: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The edition before, and what became of its requirements, as far as that is known."""

    edition: str
    mapped: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example says a requirement must come to; `words` must stand in the reason or the gap."""

    subject: str
    requirement: str
    status: Status
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A record that ships with a standard, and the verdicts the standard must give on it."""

    name: str
    as_of: date
    record: Record
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One edition of an accreditation area, as data.

    `effective_from` and `effective_until` are inclusive; the first is None where it is not known. `state`: whose own
    rule book it is, empty for what binds everywhere. `by_default`: a new center begins with it, unless it is a state's.
    `checked` is None until somebody compared the whole text with the publisher's; until then `notice` must be shown on
    every page and in every packet. `before` maps the edition before to this one.
    """

    id: str
    title: str
    edition: str
    edition_label: str
    publisher: str
    effective_from: date | None = None
    effective_until: date | None = None
    state: str = ""
    optional: bool = False
    by_default: bool = True
    checked: Checked | None = None
    notice: str = ""
    due_soon_days: int = 90
    components: tuple[Component, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    examples: tuple[Example, ...] = ()
    counts_once: tuple[CountsOnce, ...] = ()
    before: Before | None = None

    def requirement(self, requirement_id: str) -> Requirement:
        """Return one requirement. Raises KeyError for an id the standard does not have."""
        return {entry.id: entry for entry in self.requirements}[requirement_id]

    def component(self, component_id: str) -> Component:
        """Return one component. Raises KeyError for an id the standard does not have."""
        return {entry.id: entry for entry in self.components}[component_id]

    def requirements_of(self, component_id: str) -> tuple[Requirement, ...]:
        """Return the requirements of one component, in the standard's order."""
        return tuple(entry for entry in self.requirements if entry.component == component_id)

    @property
    def edition_words(self) -> str:
        """The edition as people read it; what its label says of a draft holds until somebody checked the text."""
        return self.edition_label if self.checked is None else f"{self.edition} edition"

    @property
    def is_draft(self) -> bool:
        """Whether something in it is nobody's text but ours, to be corrected with the publisher's in hand."""
        return any(entry.source.mark is Mark.DRAFT for entry in self.requirements)

    @property
    def unchecked_words(self) -> str:
        """Say in short what stands on every page until somebody checked the text."""
        unchecked = f"ot checked against {self.publisher}'s text"
        return f"Working draft, n{unchecked}" if self.is_draft else f"N{unchecked}"

    @property
    def checked_words(self) -> str:
        """Say whether the text was compared with the publisher's: "Not checked against NCA's text"."""
        if self.checked is None:
            return f"Not checked against {self.publisher}'s text"
        return f"Checked against {self.publisher}'s text on {day(self.checked.on)} by {self.checked.by}"
