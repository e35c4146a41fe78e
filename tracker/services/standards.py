"""Which standards a center follows, and who checked their text against the publisher's.

A checking names the digest of the text that was read: when another text ships, it is a draft again until somebody
reads that one.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.standard import Checked, Standard
from tracker.models import Account, FollowedStandard
from tracker.services import history
from tracker.services.actor import Actor
from tracker.services.corrected_standards import InForce, in_force
from tracker.standards import editions

NOT_YOURS = "Only a director says which standards apply and who checked them."


@dataclass(frozen=True, slots=True)
class Followed:
    """A standard that the center follows as it holds here, with its checking where that very text was read."""

    standard: Standard
    holds: InForce
    checked_by: str = ""
    checked_on: date | None = None
    checked_note: str = ""
    version: int = 0

    @property
    def key(self) -> str:
        """The standard's id, such as nca-csec."""
        return self.standard.id

    @property
    def edition(self) -> str:
        """The edition, such as 2023."""
        return self.standard.edition


@dataclass(frozen=True, slots=True)
class Offered:
    """A standard that ships: what a center may follow. `followed` is None where it does not."""

    standard: Standard
    followed: Followed | None


def followed(actor: Actor) -> tuple[Followed, ...]:
    """Return the standards that apply to the center in force, optional ones first, a state's last. One statement."""
    rows = db.session.execute(
        select(
            FollowedStandard.standard,
            FollowedStandard.edition,
            FollowedStandard.checked_on,
            FollowedStandard.checked_note,
            FollowedStandard.checked_digest,
            FollowedStandard.version,
            FollowedStandard.corrections,
            Account.display_name,
        )
        .outerjoin(Account, Account.id == FollowedStandard.checked_by)
        .where(FollowedStandard.dropped_at.is_(None))
    ).all()
    found = [_followed(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: _rank(each.standard)))


def one_followed(actor: Actor, key: str) -> Followed:
    """Return one of the followed standards by its id; the first of all for an empty id. Raises NotFound."""
    for each in followed(actor):
        if key in {"", each.key}:
            return each
    raise NotFound("The center does not follow this standard. A director chooses which apply, under Standards.")


def offered(actor: Actor) -> tuple[Offered, ...]:
    """Return every edition that ships, those of single states last, with what the center says of it."""
    here = {(each.key, each.edition): each for each in followed(actor)}
    ranked = sorted(editions.shipped_standards(), key=_rank)
    return tuple(Offered(standard, here.get((standard.id, standard.edition))) for standard in ranked)


def _rank(standard: Standard) -> tuple[str, bool, str, str]:
    return standard.state, not standard.optional, standard.title, standard.edition


def get(actor: Actor, key: str, edition: str) -> Offered:
    """Return one edition that ships. Raises NotFound."""
    for each in offered(actor):
        if (each.standard.id, each.standard.edition) == (key, edition):
            return each
    raise NotFound("No such standard ships with this installation.")


def unchecked(actor: Actor) -> tuple[Standard, ...]:
    """Return the followed standards that nobody checked yet; every page names them."""
    return tuple(each.standard for each in followed(actor) if not each.standard.checked)


def follow(actor: Actor, key: str, edition: str) -> None:
    """Let a standard apply to the center from now on; following it again changes nothing. Raises NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    editions.edition(key, edition)
    row = row_of(key, edition)
    if row is not None and row.dropped_at is None:
        return
    if row is None:
        db.session.add(FollowedStandard(standard=key, edition=edition, followed_at=actor.now))
    else:
        row.dropped_at = None
    db.session.flush()
    history.append(actor, "follow", "standard", f"{key} {edition}")


def follow_defaults(actor: Actor) -> None:
    """Let every edition apply that binds everywhere: nothing has to be set up before a new center's first look."""
    for standard in editions.shipped_standards():
        if not standard.state:
            follow(actor, standard.id, standard.edition)


def drop(actor: Actor, key: str, edition: str) -> None:
    """Let a standard no longer apply; what was checked is kept for the day it applies again. Raises NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    row = standing_row(key, edition)
    row.dropped_at = actor.now
    db.session.flush()
    history.append(actor, "drop", "standard", f"{key} {edition}")


def mark_checked(actor: Actor, key: str, edition: str, checked_on: date, note: str) -> None:
    """Say that the actor compared the text with the publisher's. Raises Conflict for a day to come, NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    if checked_on > actor.today:
        raise Conflict("This day is still to come. Enter the day on which you compared the text.", field="checked_on")
    row = standing_row(key, edition)
    row.checked_by, row.checked_on, row.checked_note = actor.account_id, checked_on, note
    row.checked_digest = in_force(key, edition, row.corrections).digest
    db.session.flush()
    history.append(actor, "check", "standard", f"{key} {edition}", detail={"on": checked_on.isoformat()}, reason=note)


def unmark(actor: Actor, key: str, edition: str) -> None:
    """Take the checking back: the standard is a draft again. Raises NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    row = standing_row(key, edition)
    row.checked_by = row.checked_on = None
    row.checked_note = row.checked_digest = ""
    db.session.flush()
    history.append(actor, "uncheck", "standard", f"{key} {edition}")


def _followed(
    key: str, edition: str, on: date | None, note: str, checked: str, version: int, corrections: str, by: str | None
) -> Followed:
    holds = in_force(key, edition, corrections)
    if on is None or by is None or checked != holds.digest:
        return Followed(holds.standard, holds, version=version)
    checked_by = Checked(by, on)
    requirements = tuple(replace(each, checked=each.checked or checked_by) for each in holds.standard.requirements)
    standard = replace(holds.standard, checked=checked_by, requirements=requirements)
    return Followed(standard, holds, by, on, note, version)


def row_of(key: str, edition: str) -> FollowedStandard | None:
    """Return the row of an edition, followed now or before, or None. For other use cases."""
    row: FollowedStandard | None = db.session.scalar(
        select(FollowedStandard).where(FollowedStandard.standard == key, FollowedStandard.edition == edition)
    )
    return row


def standing_row(key: str, edition: str) -> FollowedStandard:
    """Return the row of an edition that the center follows. Raises NotFound. For other use cases."""
    row = row_of(key, edition)
    if row is None or row.dropped_at is not None:
        raise NotFound("The center does not follow this standard.")
    return row
