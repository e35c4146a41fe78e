"""Which completions a rule looks at, and how many hours of each are on its subject."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tracker.domain.ledger import WAITING, Ledger, topics_of
from tracker.domain.record import Completion, CompletionKind
from tracker.domain.rules.composites import Composite, only_whole
from tracker.domain.titles import names
from tracker.domain.told import Told
from tracker.domain.value import value
from tracker.domain.verdict import Counted, NotCounted
from tracker.domain.windows import Period
from tracker.domain.wording import day, listed, quoted
from tracker.domain.wording import topics as topic_words

NOTHING = Decimal(0)
# Told apart by whoever looks the record over.
NOT_ON_LIST = "not on the approved list"
_NO_TOPIC = "covers none of the topics asked for"


@dataclass(frozen=True, slots=True)
class ApprovedList:
    """A publisher's list of trainings that alone satisfy a requirement, by catalog key.

    An empty list is one that nobody has entered. Then every training counts, and each verdict says that the
    list was not consulted: the product never claims a check that it did not make.
    """

    name: str
    trainings: frozenset[str] = frozenset()

    @property
    def caution(self) -> str:
        """What must be said beside a verdict while the list is not entered; empty once it is."""
        if self.trainings:
            return ""
        return (
            f"Whether the training is on {self.name} is not checked here: "
            "the list is not entered, so the director confirms it."
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What may count: the kind of record, any of the topics (empty: every), the approved list, and from when.

    `also_topics` must all be there besides: interviewing (also) where it treats trafficking (any of the topics).
    `before_role` says whether what was completed before the present service began counts; it does unless a
    rule says otherwise, because what somebody has learned stays learned. `only_whole`: trainings whose parts count
    only together. `titled`: any of these names must stand in the title, where no list can tell a course.
    """

    topics: frozenset[str] = frozenset()
    also_topics: frozenset[str] = frozenset()
    kinds: frozenset[str] = field(default=frozenset({CompletionKind.TRAINING}))
    approved: ApprovedList | None = None
    before_role: bool = True
    only_whole: tuple[Composite, ...] = ()
    titled: tuple[str, ...] = ()

    def why_not(self, completion: Completion, service: Period | None) -> str:
        """Say why a completion does not count, or return nothing if it does."""
        if completion.kind not in self.kinds:
            return _wrong_kind(completion.kind, self.kinds)
        if self.topics and self.topics.isdisjoint(topics_of(completion)):
            return _NO_TOPIC
        if self.also_topics and not self.also_topics <= topics_of(completion):
            return f"not on {topic_words(self.also_topics - topics_of(completion))}"
        if not self.before_role and service and completion.completed_on < service.starts_on:
            return f"completed before the role began on {day(service.starts_on)}"
        return self._why_another(completion)

    def _why_another(self, completion: Completion) -> str:
        """Say why it is another training than those that count, or return nothing."""
        if self.approved and self.approved.trainings and completion.training not in self.approved.trainings:
            return NOT_ON_LIST
        if self.titled and not names(completion.title, self.titled):
            return f"its title does not name {listed((quoted(name) for name in self.titled), 'or')}"
        return ""

    @property
    def is_simple(self) -> bool:
        """Tell whether kind and topics alone decide."""
        listed_only = self.approved is not None and bool(self.approved.trainings)
        return self.before_role and not self.also_topics and not listed_only and not self.titled

    @property
    def cautions(self) -> tuple[str, ...]:
        """Sentences that must stand beside every verdict resting on this selection."""
        return (self.approved.caution,) if self.approved and self.approved.caution else ()


@value
class Gathered:
    """A ledger set against a selection: what may count, what would after review, and the rest with why.

    The topics of an entry are all that it carries; `told` leaves those that were asked for. What would after review may
    hold a part that is accepted and waits for another part of its whole; it is told among the rest as such.
    """

    eligible: Sequence[Counted] = ()
    waiting: Sequence[Counted] = ()
    not_counted: Sequence[NotCounted] = ()
    topics: frozenset[str] = frozenset()

    def told(self, entries: Sequence[Counted]) -> Told[Counted]:
        """Return some of the entries with the topics asked for; none asked for: with those that are recorded."""
        return Told(_on_topics, entries, self.topics)


def _on_topics(entries: Iterable[Counted], asked: frozenset[str]) -> Iterator[Counted]:
    for entry in entries:
        recorded = entry.completion.topics
        yield entry._replace(topics=recorded & asked if asked else recorded)


def hours_on(completion: Completion, topics: frozenset[str]) -> Decimal | None:
    """Return how many of a completion's hours are on any of the topics; None is unknown.

    No topics given: on anything. Where the hours are split by topic the asked topics' shares count, and
    what is left over counts if an asked topic has no share of its own. Without a split all hours count.
    Never more than the completion's hours.
    """
    if not topics or not completion.topic_hours:
        return completion.hours
    shares = completion.topic_hours
    asked = sum((share for topic, share in shares.items() if topic in topics), NOTHING)
    if completion.hours is None:
        return asked or None
    if topics & completion.topics - shares.keys():
        asked += max(NOTHING, completion.hours - sum(shares.values(), NOTHING))
    return min(asked, completion.hours)


def gather(ledger: Ledger, selection: Selection, service: Period | None, *, in_hours: bool) -> Gathered:
    """Set a ledger against a selection; `in_hours` leaves out what has no known hours.

    Linear in completions.
    """
    eligible = _fitting(ledger, selection, service, in_hours=in_hours)
    fits = waiting = _fitting(ledger, selection, service, in_hours=in_hours, waiting=True) if ledger.waiting else ()
    incomplete: Sequence[NotCounted] = ()
    if selection.only_whole:
        eligible, waiting, incomplete = _whole_only(ledger, selection.only_whole, eligible, fits)
    rest = Told(_left_out, ledger, selection, service, in_hours, fits, incomplete)
    return Gathered(eligible=eligible, waiting=waiting, not_counted=rest, topics=selection.topics)


def _whole_only(
    ledger: Ledger, composites: Sequence[Composite], eligible: Sequence[Counted], waiting: Sequence[Counted]
) -> tuple[list[Counted], list[Counted], list[NotCounted]]:
    """Leave out parts of what is not whole; those that a review would make whole count among what waits."""
    counting, incomplete = only_whole(composites, eligible, ledger.accepted)
    would_be = [*(entry for entry, _ in incomplete), *waiting]
    reviewed, _ = only_whole(composites, would_be, (*ledger.accepted, *ledger.waiting))
    return counting, reviewed, [left_out for _, left_out in incomplete]


def _fitting(
    ledger: Ledger, selection: Selection, service: Period | None, *, in_hours: bool, waiting: bool = False
) -> Sequence[Counted]:
    """Return what may count, with its hours on the subject; what kind and topics alone decide is looked for once."""
    completions, whole = (ledger.waiting, ledger.whole_waiting) if waiting else (ledger.accepted, ledger.whole)
    asked = selection.topics
    if not selection.is_simple:
        both = zip(completions, whole, strict=True)
        return [_on(entry, done, asked) for done, entry in both if not _why_not(done, selection, service, in_hours)]
    key = (selection.kinds, asked, in_hours, waiting)
    found = ledger.picked.get(key)
    if found is None:
        found = ledger.picked[key] = _picked(completions, whole, selection, in_hours)
    return found


def _picked(
    completions: Sequence[Completion], whole: Sequence[Counted], selection: Selection, in_hours: bool
) -> list[Counted]:
    """Return what may count where kind and topics alone decide, without a call for each where that can be."""
    asked, kinds = selection.topics, selection.kinds
    both = zip(completions, whole, strict=True)
    if asked:
        picked = [
            _on(entry, done, asked) if done.topic_hours else entry
            for done, entry in both
            if done.kind in kinds and not asked.isdisjoint(entry.topics)
        ]
    else:
        picked = [entry for done, entry in both if done.kind in kinds]
    return [entry for entry in picked if entry.hours] if in_hours else picked


def _on(entry: Counted, completion: Completion, asked: frozenset[str]) -> Counted:
    return entry._replace(hours=hours_on(completion, asked))


def _left_out(
    ledger: Ledger,
    selection: Selection,
    service: Period | None,
    in_hours: bool,
    waiting: Iterable[Counted],
    incomplete: Iterable[NotCounted],
) -> Iterator[NotCounted]:
    """Say of everything that does not count why; of parts of what is not whole that was said already."""
    yield from ledger.set_aside
    for completion in ledger.weak:
        yield NotCounted(completion, _why_not(completion, selection, service, in_hours) or ledger.why_weak)
    for completion in (*ledger.accepted, *ledger.waiting):
        if why := _why_not(completion, selection, service, in_hours):
            yield NotCounted(completion, why)
    yield from (NotCounted(entry.completion, WAITING) for entry in waiting)
    yield from incomplete
    yield from (NotCounted(holding.event, "a team event, not a document") for holding in ledger.holdings)


def _why_not(completion: Completion, selection: Selection, service: Period | None, in_hours: bool) -> str:
    why = selection.why_not(completion, service)
    if why or not in_hours:
        return why
    hours = hours_on(completion, selection.topics)
    return "" if hours else _no_hours(hours, selection.topics)


def _no_hours(hours: Decimal | None, asked: frozenset[str]) -> str:
    if hours is None:
        return "hours unknown"
    return "no hours on the topics asked for" if asked else "no hours"


@lru_cache(maxsize=256)
def _wrong_kind(kind: str, kinds: frozenset[str]) -> str:
    return f"recorded as {_kinds((kind,))}, not as {_kinds(kinds)}"


def _kinds(kinds: Iterable[str]) -> str:
    return listed(sorted(kind.replace("_", " ") for kind in kinds), "or")
