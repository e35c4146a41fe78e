"""Which standards a center follows, in which edition, and who checked their text against the publisher's.

Of each standard one edition holds: the one that the center pinned, else the one in force on the day of its site visit,
or today where no visit is set. What was corrected and checked belongs to its edition, and waits there while another
holds. A checking names the digest of the text that was read: when another text ships, it is a draft again until
somebody reads that one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.standard import Checked, Standard
from tracker.formatting import format_date
from tracker.models import FollowedStandard
from tracker.services import followed_rows, history, shipped_texts
from tracker.services.actor import Actor
from tracker.services.corrected_standards import InForce, earlier_of, in_force, with_checking
from tracker.services.standards_here import holding, shelf
from tracker.standards.shelf import File, Shelf, rank

# The version of a row when it is written first: what nobody touched yet is told from what somebody changed meanwhile.
_UNTOUCHED = 1
NOT_YOURS = "Only a director says which standards apply and who checked them."


@dataclass(frozen=True, slots=True)
class Followed:
    """A standard that the center follows as it holds here, with its checking where that very text was read.

    `file`: what it holds by before it was corrected.

    `visit_on` is the site visit's day, which picks the edition; where none is set, today does. `pinned`: the center
    keeps to this one; `held_otherwise` is the one that the day would pick, where that is another. `earlier` is the
    edition before as it holds here, where this one says what became of it.

    `checked_before`: a checking of another text than holds now, whose digest is `checked_before_digest`. `seen_digest`:
    of the shipped text that the directors have seen; empty where that is not known, and of a file of the center's own.
    """

    standard: Standard
    holds: InForce
    file: File
    checked_by: str = ""
    checked_on: date | None = None
    checked_note: str = ""
    version: int = _UNTOUCHED
    visit_on: date | None = None
    pinned: bool = False
    held_otherwise: Standard | None = None
    earlier: Standard | None = None
    checked_before: Checked | None = None
    checked_before_digest: str = ""
    seen_digest: str = ""

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
    """An edition of a standard, and which one holds at the center, if it follows the standard at all.

    `there`: every edition of it that the center may follow, from the oldest. `own`: it is a file of the center's own.
    """

    standard: Standard
    holds: Followed | None
    there: tuple[File, ...]
    own: bool

    @property
    def followed(self) -> Followed | None:
        """What holds here, where it is this very edition; else None."""
        return self.holds if self.holds and self.holds.edition == self.standard.edition else None

    @property
    def others(self) -> tuple[Standard, ...]:
        """The standard's other editions, from the newest."""
        there = (file.standard for file in reversed(self.there))
        return tuple(each for each in there if each.edition != self.standard.edition)


def followed(actor: Actor, known_on: date | None = None) -> tuple[Followed, ...]:
    """Return the standards that apply to the center in force, optional ones first, a state's last. One statement.

    `known_on`: those that applied when that day ended, as corrected, pinned and checked then. Five statements.
    """
    return _picked(
        followed_rows.now() if known_on is None else followed_rows.then(actor, known_on), known_on or actor.today
    )


def followed_if(actor: Actor, visit_on: date) -> tuple[Followed, ...]:
    """Return the standards that apply, each in the edition that a visit on a day would pick. One statement."""
    return _picked(followed_rows.now(), actor.today, visit_on)


def _picked(rows: Sequence[Any], today: date, visit_on: date | None = None) -> tuple[Followed, ...]:
    """Return each standard in the edition that the day of the visit picks, of those that are set or supposed."""
    editions_of: dict[str, dict[str, Any]] = {}
    for row in rows:
        editions_of.setdefault(row.standard, {})[row.edition] = row
    here, visit_on = holding(row.own for row in rows if row.own), visit_on or (rows[0].site_visit_on if rows else None)
    # Of an own file that cannot be read any more its page tells; all else goes on.
    there = ((key, kept) for key, kept in editions_of.items() if here.of_standard(key))
    found = [_followed(here, today, visit_on, key, kept) for key, kept in there]
    return tuple(sorted(found, key=lambda each: rank(each.standard)))


def one_followed(actor: Actor, key: str, known_on: date | None = None) -> Followed:
    """Return one of the followed standards by its id; the first of all for an empty id. Raises NotFound.

    `known_on` as in `followed`.
    """
    for each in followed(actor, known_on):
        if key in {"", each.key}:
            return each
    if known_on is not None:
        raise NotFound(f"As known on {format_date(known_on)}, the center did not follow this standard.")
    raise NotFound("The center does not follow this standard. A director chooses which apply, under Standards.")


def offered(actor: Actor) -> tuple[Offered, ...]:
    """Return every standard that may be followed, in the edition that holds or would today.

    Those of single states after those of all, the center's own last.
    """
    here, there = {each.key: each for each in followed(actor)}, shelf()
    found = (
        _offered(there, here[key].file if key in here else there.chosen(key, actor.today), here.get(key))
        for key in there.keys
    )
    return tuple(sorted(found, key=lambda each: (each.own, *rank(each.standard))))


def get(actor: Actor, key: str, edition: str) -> Offered:
    """Return one edition that ships or is the center's own. Raises NotFound."""
    holds, there = next((each for each in followed(actor) if each.key == key), None), shelf()
    return _offered(there, there.file(key, edition), holds)


def _offered(there: Shelf, file: File, holds: Followed | None) -> Offered:
    here = holds is not None and holds.edition == file.standard.edition
    standard = holds.standard if holds is not None and here else in_force(file, "").standard
    return Offered(standard, holds, there.of_standard(file.standard.id), file.own)


def unchecked(actor: Actor) -> tuple[Standard, ...]:
    """Return the followed standards that nobody checked yet; every page names them."""
    return tuple(each.standard for each in followed(actor) if not each.standard.checked)


def follow(actor: Actor, key: str, edition: str) -> None:
    """Let a standard apply to the center from now on; following it again changes nothing. Raises NotFound.

    Its day picks the edition; the one named is kept for it, and what was corrected and checked before holds again.
    """
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    shelf().file(key, edition)
    rows = _rows(key)
    if any(row.dropped_at is None for row in rows.values()):
        return
    if edition not in rows:
        rows[edition] = _begun(actor, key, edition)
    for row in rows.values():
        row.dropped_at = None
    shipped_texts.take_as_seen(rows.values(), actor.now)
    db.session.flush()
    history.append(actor, "follow", "standard", f"{key} {edition}")


def drop(actor: Actor, key: str, edition: str) -> None:
    """Let a standard no longer apply; what was checked is kept for the day it applies again. Raises NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    shelf().file(key, edition)
    for row in standing_rows(key):
        row.dropped_at, row.pinned = actor.now, False
    db.session.flush()
    history.append(actor, "drop", "standard", f"{key} {edition}")


def mark_checked(actor: Actor, key: str, edition: str, checked_on: date, note: str) -> None:
    """Say that the actor compared the text with the publisher's. Raises Conflict for a day to come, NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    if checked_on > actor.today:
        raise Conflict("This day is still to come. Enter the day on which you compared the text.", field="checked_on")
    row = standing_row(actor, key, edition)
    row.checked_by, row.checked_on, row.checked_note = actor.account_id, checked_on, note
    row.checked_digest = in_force(shelf().file(key, edition), row.corrections).digest
    db.session.flush()
    history.append(actor, "check", "standard", f"{key} {edition}", detail={"on": checked_on.isoformat()}, reason=note)


def unmark(actor: Actor, key: str, edition: str) -> None:
    """Take the checking back: the standard is a draft again. Raises NotFound."""
    actor.must(Action.MANAGE_STANDARDS, NOT_YOURS)
    row = standing_row(actor, key, edition)
    row.checked_by = row.checked_on = None
    row.checked_note = row.checked_digest = ""
    db.session.flush()
    history.append(actor, "uncheck", "standard", f"{key} {edition}")


def _followed(there: Shelf, day: date, visit_on: date | None, key: str, kept: Mapping[str, Any]) -> Followed:
    """Return a standard in the edition that holds, from what the center keeps of each."""
    pinned = next((name for name, row in kept.items() if row.pinned), "")
    picked = there.chosen(key, visit_on or day).standard
    file = there.chosen(key, visit_on or day, pinned)
    edition = file.standard.edition
    row = kept.get(edition)
    holds = in_force(file, row.corrections if row else "")
    found = Followed(
        holds.standard,
        holds,
        file,
        version=row.version if row else _UNTOUCHED,
        visit_on=visit_on,
        pinned=edition == pinned,
        held_otherwise=None if picked.edition == edition else picked,
        earlier=earlier_of(there, holds.standard, kept),
        seen_digest=row.seen_digest if row else "",
    )
    if row is None or row.checked_on is None or row.display_name is None:
        return found
    checked = Checked(row.display_name, row.checked_on)
    if row.checked_digest != holds.digest:
        return replace(found, checked_before=checked, checked_before_digest=row.checked_digest)
    return replace(
        found,
        standard=with_checking(holds.standard, checked),
        checked_by=checked.by,
        checked_on=checked.on,
        checked_note=row.checked_note,
    )


def standing_row(actor: Actor, key: str, edition: str) -> FollowedStandard:
    """Return what the center keeps of an edition of a standard that it follows, new where nothing is kept yet.

    Raises NotFound. For other use cases.
    """
    standing = {row.edition: row for row in standing_rows(key)}
    if edition in standing:
        return standing[edition]
    shelf().file(key, edition)
    # Held, so that two who touch it first do not both write it.
    history.hold(actor)
    row = _rows(key).get(edition) or _begun(actor, key, edition)
    row.dropped_at = None
    shipped_texts.take_as_seen([row], actor.now)
    db.session.flush()
    return row


def _begun(actor: Actor, key: str, edition: str) -> FollowedStandard:
    row = FollowedStandard(standard=key, edition=edition, followed_at=actor.now)
    db.session.add(row)
    return row


def kept_corrections(actor: Actor, key: str) -> dict[str, str]:
    """Return what the center corrected in each edition of a standard, as it is kept, whether it holds now or not."""
    actor.must(Action.VIEW_STANDARDS, NOT_YOURS)
    return {edition: row.corrections for edition, row in _rows(key).items()}


def standing_rows(key: str) -> list[FollowedStandard]:
    """Return what the center keeps of each edition of a standard that it follows. Raises NotFound.

    For other use cases.
    """
    standing = [row for row in _rows(key).values() if row.dropped_at is None]
    if not standing:
        raise NotFound("The center does not follow this standard.")
    return standing


def _rows(key: str) -> dict[str, FollowedStandard]:
    """Return what the center keeps of each edition of a standard, followed now or before."""
    rows = db.session.scalars(select(FollowedStandard).where(FollowedStandard.standard == key))
    return {row.edition: row for row in rows}
