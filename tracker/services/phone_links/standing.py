"""Whether a link for a phone opens: said once, for whoever opens it, lists it, or asks who can get in."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_

from tracker.domain.access import Action
from tracker.models import Membership, Person, PhoneLink, RoleTerm
from tracker.services import givers


def opens(now: datetime, today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a link opens, for a statement that joins its person. `today`: on its center's clock.

    It was neither used nor taken back, its time is not over, its person was not removed, and somebody stands for it:
    whose it is, or who may log for others and gave it to them. Then whom it is for must hold a role today.
    """
    own = givers.stays(PhoneLink.given_by, PhoneLink.center_id, Membership.person_id == PhoneLink.person_id)
    given = givers.may_still(PhoneLink, Action.RECORD_FOR_OTHERS) & _holds_a_role(today)
    return and_(
        PhoneLink.used_at.is_(None),
        PhoneLink.revoked_at.is_(None),
        PhoneLink.ends_at > now,
        Person.removed_at.is_(None),
        or_(own, given),
    )


def _holds_a_role(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    return exists().where(
        RoleTerm.person_id == PhoneLink.person_id,
        RoleTerm.center_id == PhoneLink.center_id,
        RoleTerm.starts_on <= today,
        or_(RoleTerm.ends_on.is_(None), RoleTerm.ends_on >= today),
    )
