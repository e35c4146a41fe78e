"""Completion rows as the use cases touch them: found with permission, reopened when changed, graded by their proof."""

from datetime import datetime

from sqlalchemy import func, select, update

from tracker.db import db
from tracker.domain.access import Action, may_see_person
from tracker.domain.errors import Conflict, NotFound, Outdated, Refused
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import ApiToken, Completion, Evidence, Membership, Person, earlier_state
from tracker.services.actor import Actor

NONE_HERE = "There is no such completion, or it is not yours to see."
CHANGED = "Somebody else changed this completion meanwhile. Look at what is there now, then save again."
# What follows from who says it and what is attached; a grade that somebody settled by other means stays.
BY_PROOF = {Grade.CERTIFICATE, Grade.SIGNED_SHEET, Grade.SUPERVISOR_WORD, Grade.PRIOR_CENTER, Grade.OWN_WORD}


def to_see(actor: Actor, public_id: str) -> Completion:
    """Return a row that the actor may see. Raises NotFound for what is absent, foreign or another's."""
    row: Completion | None = db.session.scalar(select(Completion).where(Completion.public_id == public_id))
    if row is None or not may_see_person(actor.actions, actor.person_id, row.person_id):
        raise NotFound(NONE_HERE)
    return row


def to_change(actor: Actor, public_id: str, version: int | None = None) -> Completion:
    """Return a row that the actor may change, as it was when they read it where a version is given.

    Raises NotFound as `to_see`, Refused for somebody else's, Conflict for a withdrawn or meanwhile changed one.
    """
    row = to_see(actor, public_id)
    if row.person_id != actor.person_id:
        actor.must(Action.RECORD_FOR_OTHERS, "Only a director or deputy changes what others completed.")
    if row.state == CompletionState.WITHDRAWN:
        raise Conflict("This completion was withdrawn. Log it anew if it counts after all.")
    if version is not None and row.version != version:
        raise Outdated(CHANGED)
    return row


def may_change(actor: Actor, person_id: int) -> bool:
    """Tell whether somebody may change a person's completions: their own, or anybody's who records for others."""
    return actor.person_id == person_id or actor.may(Action.RECORD_FOR_OTHERS)


def is_own(actor: Actor, person: str) -> bool:
    """Tell whether a public id is that of the actor's own person."""
    own = db.session.scalar(select(Person.public_id).where(Person.id == (actor.person_id or 0)))
    return own is not None and own == person


def refuse_others(actor: Actor, person_ids: set[int]) -> None:
    """Raise Refused where the actor logs for somebody else without being allowed to."""
    if person_ids != {actor.person_id} and not actor.may(Action.RECORD_FOR_OTHERS):
        raise Refused("You log your own completions here. A director or deputy logs those of others.")


def reopen(actor: Actor, row: Completion) -> bool:
    """Note who changed a row; one that was accepted waits for a new decision. Returns whether it did."""
    row.changed_by = actor.account_id
    if row.state != CompletionState.ACCEPTED:
        return False
    row.state, row.submitted_at = CompletionState.SUBMITTED, actor.now
    row.decided_by = row.decided_as = row.decided_at = None
    return True


def regrade(row: Completion) -> None:
    """Set the grade from what is attached, else from whose word it is. Costs up to four statements."""
    if row.grade in BY_PROOF:
        row.grade = _grade(row)


def regrade_event(event_id: int) -> None:
    """Grade the completions of an event by its own files, where no file of theirs says more.

    The row's version stays: a grade follows from other rows and overwrites nothing that somebody typed.
    """
    before = [Grade.SIGNED_SHEET]
    after = Grade.SUPERVISOR_WORD
    if _proofs(event=event_id):
        before, after = [Grade.SUPERVISOR_WORD, Grade.OWN_WORD], Grade.SIGNED_SHEET
    those = (Completion.event_id == event_id, Completion.grade.in_(before))
    earlier_state.keep_those(db.session, Completion, those)
    db.session.execute(
        update(Completion).where(*those).values(grade=after).execution_options(synchronize_session="evaluate")
    )


def _grade(row: Completion) -> Grade:
    # The transcript itself came with the row; only what was added afterwards proves more than it says.
    if _proofs(completion=row.id, after=row.recorded_at if row.stated_by else None):
        return Grade.CERTIFICATE
    if row.event_id is not None and _proofs(event=row.event_id):
        return Grade.SIGNED_SHEET
    if row.stated_by:
        return Grade.PRIOR_CENTER
    if row.by_link:
        return Grade.OWN_WORD  # whoever gave the link answers for nothing that came by it
    writer = db.session.scalar(select(Membership.person_id).where(Membership.account_id == row.recorded_by))
    if writer == row.person_id or (writer is None and _is_a_program(row.recorded_by)):
        return Grade.OWN_WORD  # a program answers for nobody
    return Grade.SUPERVISOR_WORD


def _is_a_program(account_id: int) -> bool:
    return db.session.scalar(select(ApiToken.id).where(ApiToken.account_id == account_id)) is not None


def _proofs(*, completion: int | None = None, event: int | None = None, after: datetime | None = None) -> int:
    owner = Evidence.completion_id == completion if completion is not None else Evidence.event_id == event
    later = [] if after is None else [Evidence.added_at > after]
    there = select(func.count(Evidence.id)).where(owner, Evidence.withdrawn_at.is_(None), *later)
    return int(db.session.scalar(there))
