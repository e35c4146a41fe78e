"""The words of the queue: reasons for which most is returned, and what to look for on a completion, by its kind.

Ours are a start. A center that changes a list keeps its own; one that is emptied, or says the same, is ours again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.record import CompletionKind
from tracker.models import Center
from tracker.services import history
from tracker.services.actor import Actor

MOST_LINES = 20
LONGEST_LINE = 200
REASONS = "reasons"
_ON_EACH = ("The name is this person's", "The day is the one on the certificate")
# Reasons say what to do.
SHIPPED: Mapping[str, tuple[str, ...]] = {
    REASONS: (
        "The certificate is missing. Please add it.",
        "The certificate cannot be read. Please take a new photo or add the PDF.",
        "The name on the certificate is another person's.",
        "The completion date differs from the certificate.",
        "The hours differ from the certificate, or it does not show them.",
        "The title or the provider differs from the certificate.",
        "This looks like one that was logged already.",
    ),
    CompletionKind.TRAINING: (*_ON_EACH, "Title and provider are right", "The hours are those on the certificate"),
    CompletionKind.PEER_REVIEW: ("The day is right", "It was peer review, not a training", "The length is shown"),
    CompletionKind.SUPERVISION: ("The day is right", "Who supervised is shown", "The length is shown"),
    CompletionKind.LICENSE: (*_ON_EACH, "The license number is right", "The last valid day is entered"),
    CompletionKind.DEGREE: (*_ON_EACH, "The school is named"),
    CompletionKind.ENROLLMENT: (*_ON_EACH, "What they enrolled in is named"),
    CompletionKind.LICENSE_ELIGIBILITY: (*_ON_EACH, "It says that they can be licensed, and who says so"),
    CompletionKind.TOPIC_RECORD: (*_ON_EACH, "Each topic is named", "It shows when each was completed"),
    CompletionKind.DOCUMENT: (*_ON_EACH, "It is the document that is asked for", "It is signed where it must be"),
}


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The lists of a center, each under its name: `reasons`, or a kind of completion; ours where it keeps none."""

    version: int
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> tuple[str, ...]:
        if name not in SHIPPED:
            raise AttributeError(name)
        return self.of(name)

    def of(self, name: str) -> tuple[str, ...]:
        """Return a list."""
        return self.own.get(name) or SHIPPED[name]

    def checklist(self, kind: str) -> tuple[str, ...]:
        """Return what to look for on a completion of a kind."""
        return self.of(kind) if kind in SHIPPED else _ON_EACH


def of(actor: Actor) -> ReviewWords:
    """Return the lists of the actor's center. One statement at most."""
    row = db.session.get_one(Center, actor.center_id)
    return ReviewWords(row.version, {name: tuple(lines) for name, lines in row.review_words.items()})


def change(actor: Actor, wanted: Mapping[str, Sequence[str]], version: int) -> None:
    """Keep lists as they should be, in one line of history; what is not named stays.

    Raises Refused, Conflict where somebody changed the settings meanwhile, or a list has too many lines, one that is
    too long, or one twice.
    """
    actor.must(Action.MANAGE_CENTER, "Only a director changes the words of the queue.")
    row: Center = db.session.get_one(Center, actor.center_id)
    if row.version != version:
        raise Conflict("Somebody else changed the settings meanwhile. Look at them again, then save.")
    before, kept, changes = of(actor), dict(row.review_words), {}
    for name, lines in wanted.items():
        _refuse_unfit(name, lines)
        kept.pop(name, None)
        if lines and tuple(lines) != SHIPPED[name]:
            kept[name] = list(lines)
        if before.of(name) != (after := tuple(lines) or SHIPPED[name]):
            changes[name] = [list(before.of(name)), list(after)]
    if changes:
        row.review_words = kept
        db.session.flush()
        history.append(actor, "change", "center", row.public_id, detail=changes)


def _refuse_unfit(name: str, lines: Sequence[str]) -> None:
    if len(lines) > MOST_LINES:
        raise Conflict(f"Keep at most {MOST_LINES} lines; these are {len(lines)}.", field=name)
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            problem = f"Line {number} has {len(line)} characters. Shorten it to {LONGEST_LINE}."
            raise Conflict(problem, field=name)
        if line in lines[: number - 1]:
            raise Conflict(f"Line {number} says the same as line {lines.index(line) + 1}. Take one out.", field=name)
