"""Whether a link for a phone opens: said once, for whoever opens it, lists it, or asks who can get in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from tracker.domain.access import Action
from tracker.models import Membership, Person, PhoneLink, RoleTerm
from tracker.services import givers


def is_unused(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a link was neither used nor taken back, and its time is not over."""
    return PhoneLink.used_at.is_(None), PhoneLink.revoked_at.is_(None), PhoneLink.ends_at > now


def is_held(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that somebody stands for a link: whose it is, or who may log for others and gave it to them.

    Then whom it is for must hold a role on one of the days: for one center these are today.
    """
    given = givers.may_still(PhoneLink, Action.RECORD_FOR_OTHERS) & _holds_a_role(first, last)
    return or_(is_own(), given)


def is_own() -> ColumnElement[bool]:
    """Return the condition that whoever gave a link is the very person whom it is for, and a member still."""
    return givers.stays(PhoneLink.given_by, PhoneLink.center_id, Membership.person_id == PhoneLink.person_id)


def is_there() -> ColumnElement[bool]:
    """Return the condition that the person of a link was not removed; for a statement that joins them."""
    return Person.removed_at.is_(None)


def _holds_a_role(first: date, last: date) -> Any:
    return exists().where(
        RoleTerm.person_id == PhoneLink.person_id,
        RoleTerm.center_id == PhoneLink.center_id,
        RoleTerm.starts_on <= last,
        or_(RoleTerm.ends_on.is_(None), RoleTerm.ends_on >= first),
    )
