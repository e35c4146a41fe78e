"""What happened, as the rules see it: people in roles, what they completed, what the team did.

These are the facts that an assessment rests on, and the only ones. Whoever loads them from the database
leaves out names of files, accounts and history; a packet is issued again from exactly these values (see
`sealing_form`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role

NO_TOPIC_HOURS: Mapping[str, Decimal] = MappingProxyType({})


class CompletionKind(StrEnum):
    """What sort of thing was completed; a rule names the sorts it accepts."""

    TRAINING = "training"
    PEER_REVIEW = "peer_review"
    SUPERVISION = "supervision"
    LICENSE = "license"
    DEGREE = "degree"
    ENROLLMENT = "enrollment"
    LICENSE_ELIGIBILITY = "license_eligibility"
    TOPIC_RECORD = "topic_record"
    PROTOCOL = "protocol"
    SCREENING_TOOL = "screening_tool"
    AGREEMENT = "agreement"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        """The words people read, inside a sentence."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class RoleTerm:
    """One role held from a day to a day; both days belong to it, and no end means still held."""

    role: Role
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody was on leave; both belong to it, and no end means that it is not known.

    Nobody is asked why: the reason would be about somebody's health or family.
    """

    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """That somebody completed a training, or holds a document, from a day on.

    `training` is the catalog key, None for a title typed freely. `hours` are clock hours; None is unknown
    and never means zero. `topic_hours` splits the hours where the certificate does. `expires_on` is the
    last valid day. `grade` says how strong the proof is; None is no proof at all.
    """

    key: str
    title: str
    completed_on: date
    state: CompletionState
    training: str | None = None
    kind: str = CompletionKind.TRAINING
    hours: Decimal | None = None
    topics: frozenset[str] = frozenset()
    topic_hours: Mapping[str, Decimal] = field(default_factory=lambda: NO_TOPIC_HOURS, hash=False)
    grade: Grade | None = None
    event: str | None = None
    recorded_on: date | None = None
    expires_on: date | None = None


class WaiverKind(StrEnum):
    """How a requirement is dealt with by decision: set aside, or met by something else."""

    WAIVER = "waiver"
    EQUIVALENT = "equivalent"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """That two people set a requirement of an edition aside, from a day to a day, both included.

    `instead` is what meets it instead, of an equivalent. `proposed_by` and `decided_by` are names. It lapses by itself.
    """

    key: str
    kind: WaiverKind
    standard: str
    edition: str
    requirement: str
    starts_on: date
    ends_on: date
    reason: str
    proposed_by: str
    decided_by: str
    decided_on: date
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Anyone whose training counts, with every role term, completion, waiver and leave ever recorded."""

    key: str
    name: str
    discipline: Discipline
    agency: str = ""
    role_terms: tuple[RoleTerm, ...] = ()
    completions: tuple[Completion, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    leaves: tuple[Leave, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEvent:
    """One holding of a training for the team.

    `attendees` are keys of people, `disciplines` who else was there.
    """

    key: str
    title: str
    held_on: date
    training: str | None = None
    hours: Decimal | None = None
    topics: frozenset[str] = frozenset()
    disciplines: frozenset[Discipline] = frozenset()
    attendees: frozenset[str] = frozenset()

    @property
    def completed_on(self) -> date:
        """The day it was held, under the name a completion gives its own day."""
        return self.held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything one center's assessment rests on.

    `documents` are the team's own: protocols, tools, agreements. `waivers` are of what binds the team as one.
    """

    people: tuple[Person, ...] = ()
    events: tuple[TeamEvent, ...] = ()
    documents: tuple[Completion, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    visit_on: date | None = None
