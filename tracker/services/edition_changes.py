"""From one edition of a standard to the next: which holds here, both side by side, who carries what over."""

from dataclasses import dataclass
from datetime import date

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.assessment import assess
from tracker.domain.carrying import Beside, Crossing, crossings, side_by_side
from tracker.domain.errors import NotFound
from tracker.domain.standard import Standard
from tracker.services import assessments, history, standards
from tracker.services.actor import Actor
from tracker.services.corrected_standards import in_force
from tracker.services.standards_here import shelf


@dataclass(frozen=True, slots=True)
class EditionChange:
    """An edition beside the one before, as both hold here; how people come over, for who may see the team."""

    now: Standard
    earlier: Standard
    as_of: date
    rows: tuple[Beside, ...]
    crossings: tuple[Crossing, ...]


def change(actor: Actor, key: str, edition: str, as_of: date) -> EditionChange:
    """Return what became of the edition before one, and how each person comes over on a day. Raises Refused, NotFound.

    Costs one judgement of everybody under each of the two.
    """
    kept, there = standards.kept_corrections(actor, key), shelf()
    now = in_force(there.file(key, edition), kept.get(edition, "")).standard
    if now.before is None:
        raise NotFound("Nothing is known of an edition before this one.")
    earlier = in_force(there.file(key, now.before.edition), kept.get(now.before.edition, "")).standard
    found: tuple[Crossing, ...] = ()
    if actor.may(Action.VIEW_TEAM):
        record = assessments.record(actor)
        found = crossings(assess(earlier, record, as_of), assess(now, record, as_of))
    return EditionChange(now, earlier, as_of, side_by_side(earlier, now), found)


def pin(actor: Actor, key: str, edition: str) -> None:
    """Keep to an edition of a followed standard, whatever the day of the visit. Raises Refused, NotFound.

    A correction, a checking and a waiver belong to the edition that they were made for.
    """
    actor.must(Action.MANAGE_STANDARDS, standards.NOT_YOURS)
    kept = standards.standing_row(actor, key, edition)
    if kept.pinned:
        return
    for row in standards.standing_rows(key):
        row.pinned = row is kept
    db.session.flush()
    history.append(actor, "pin", "standard", f"{key} {edition}")


def unpin(actor: Actor, key: str, edition: str) -> None:
    """Let the day of the visit pick the edition again. Nothing pinned: nothing changes. Raises Refused, NotFound."""
    actor.must(Action.MANAGE_STANDARDS, standards.NOT_YOURS)
    shelf().file(key, edition)
    pinned = [row for row in standards.standing_rows(key) if row.pinned]
    for row in pinned:
        row.pinned = False
    if pinned:
        db.session.flush()
        history.append(actor, "unpin", "standard", f"{key} {edition}")
