"""What a packet says, as plain values: text, numbers, days, and tuples of these. Nothing else reaches a template.

Each fact stands here once. A finding is listed once, and shows under its requirement and its person; gaps and what is
self-reported are found among findings and completions, so that no page can disagree with another. `sealed` writes it as
JSON. References (`person_id`) are any stable text, to exhibits and citations numbers. `left_out`: exhibits not shown.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.reports.documents import TeamDocument
from tracker.reports.left_out import NOTHING_LEFT_OUT, LeftOut

COMPARE = "Compare the requirements with the publisher's own text before relying on a verdict."


@dataclass(frozen=True, slots=True)
class Word:
    """A value of a controlled list with the word people read: ("due_soon", "Due soon")."""

    value: str
    word: str


FULL_NAMES = Word("full", "Full names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """An essential component; `met` of `asked` findings under it are met on the day."""

    id: str
    title: str
    met: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A requirement as the standard words it, and how it stands over everybody whom it binds.

    `verdict` is the roll-up in words ("11 of 12 people meet it"), `source_mark` how well the source was established,
    `team` that the team is measured as one, `measured` how the rule was read, a sentence each.
    """

    id: str
    component_id: str
    title: str
    text: str
    source: str
    source_mark: str
    status: Word
    verdict: str
    note: str = ""
    team: bool = False
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A record that a finding looked at: what of it counted, or why it did not, in words.

    `rests_on` says what it rests on where no exhibit proves it ("Own word, no file"), `topics` what it counted as.
    """

    title: str
    completed_on: date
    words: str
    exhibits: tuple[int, ...] = ()
    rests_on: str = ""
    citations: tuple[int, ...] = ()
    left_out: int = 0
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on one requirement for one person; `person_id` is empty where it is the team's.

    `gap` says what would close it and is empty where nothing need be done. `cautions` stand wherever the status does.
    The verdict rests on `exhibits`. `due_on` is the last day for what is missing, `lapses_on` the first day on which it
    no longer holds if nothing more is done.
    """

    requirement_id: str
    person_id: str
    status: Word
    reason: str
    gap: str = ""
    cautions: tuple[str, ...] = ()
    counted: tuple[Considered, ...] = ()
    not_counted: tuple[Considered, ...] = ()
    exhibits: tuple[int, ...] = ()
    due_on: date | None = None
    lapses_on: date | None = None
    citations: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTerm:
    """A role by its label, from a day to a day, both included; no end means still held."""

    role: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One completion with everything known of it; `hours` None is unknown, and printed so unless `training` is False.

    `requirement_ids` are those whose findings about this person it counted for. `state` value "accepted" counts
    towards the running sum. `grade` values "own_word", "prior_center" and "supervisor_word", or no exhibit, make it a
    self-reported record. `topics` are labels, `credits` texts such as "1.5 CEU, ASWB".
    """

    title: str
    provider: str
    completed_on: date
    state: Word
    grade: Word
    hours: Decimal | None = None
    training: bool = True
    recorded_by: str = ""
    submitted_on: date | None = None
    decided_on: date | None = None
    decided_by: str = ""
    topics: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    note: str = ""
    exhibits: tuple[int, ...] = ()
    requirement_ids: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person whose training counts, by every name that exhibits may carry, completions in the order of the days."""

    id: str
    name: str
    discipline: str
    agency: str = ""
    other_names: tuple[str, ...] = ()
    roles: tuple[RoleTerm, ...] = ()
    completions: tuple[Completion, ...] = ()
    carried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many people of one discipline were there, of how many on the team; `person_ids` are those who were there."""

    discipline: str
    present: int
    on_team: int
    person_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamEvent:
    """One holding of a training for the team, with attendance by discipline."""

    title: str
    held_on: date
    hours: Decimal | None = None
    provider: str = ""
    attendance: tuple[Attendance, ...] = ()
    requirement_ids: tuple[str, ...] = ()
    exhibits: tuple[int, ...] = ()
    citations: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A decision that sets a requirement aside, or lets something else (`instead`) meet it; both days included.

    No `person_id`: the team's. `acts`: a finding stands waived by it, and is not met without it.
    """

    kind: Word
    requirement_id: str
    person_id: str
    starts_on: date
    ends_on: date
    reason: str
    proposed_by: str
    decided_by: str
    decided_on: date
    acts: bool
    instead: str = ""
    exhibits: tuple[int, ...] = ()
    citations: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in an exhibit that somebody pointed at, numbered through the packet, with what is to be seen there.

    Pages count from 1. `box` holds left, top, right and bottom in thousandths of the page as it is shown upright, and
    is empty for whole pages.
    """

    number: int
    exhibit: int
    label: str
    first_page: int
    last_page: int
    box: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A file of evidence, once, however many people and requirements it serves.

    `sha256` is the digest of the file as it was added, by which whoever holds the original knows it again; `printed`
    that of the copy that goes into the packet where it is another: a photo turned upright, a PDF without its scripts,
    a copy out of which boxes were painted, of each of which `covers` holds page, left, top, right and bottom. `kind` is
    what the copy is, "pdf" or "jpeg". `pages` were counted when it was taken in; printed is what it has when issued.
    """

    number: int
    sha256: str
    kind: str
    title: str
    completed_on: date
    pages: int = 1
    printed: str = ""
    covers: tuple[tuple[int, ...], ...] = ()
    person_ids: tuple[str, ...] = ()
    requirement_ids: tuple[str, ...] = ()

    @property
    def copy(self) -> str:
        """The digest of what is printed."""
        return self.printed or self.sha256

    @property
    def redacted(self) -> bool:
        """Whether a part of it is not printed."""
        return bool(self.covers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The center's own words before its facts: plain paragraphs, and who signs them in which capacity."""

    paragraphs: tuple[str, ...]
    signed_by: str = ""
    signed_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketContext:
    """Everything that one packet says.

    `checked` is the sentence that names who compared the standard with NCA's text and when; where it is empty, every
    page carries `notice` at its foot, and the cover says `caution` with it. `known_on`: as the record was known when
    that day ended, where that is not the moment of issue. `issued_at` is the moment as people read it, `issued_on` its
    day for the file's metadata. `history_head` names the center, its newest line of history and that line's digest, so
    that a cut tail can be noticed; `seal_key` is the fingerprint of the key that seals the finished file. At
    `check_address` anybody checks it; empty where nobody outside reaches that. `accent` colours headings and lines, if
    not as the product's own; `logo` is the digest of a PNG picture.
    """

    packet_id: str
    center: str
    standard: str
    edition: str
    as_of: date
    issued_by: str
    issued_at: str
    issued_on: date
    checked: str = ""
    notice: str = "Working draft: not checked against NCA's text"
    caution: str = COMPARE
    site_visit_on: date | None = None
    known_on: date | None = None
    history_head: str = ""
    seal_key: str = ""
    check_address: str = ""
    accent: str = ""
    logo: str = ""
    letter: Letter | None = None
    level: Word = FULL_NAMES
    left_out: LeftOut = NOTHING_LEFT_OUT
    components: tuple[Component, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()
    events: tuple[TeamEvent, ...] = ()
    documents: tuple[TeamDocument, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    citations: tuple[Citation, ...] = ()
