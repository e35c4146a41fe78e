"""Whoever gave a link to somebody without an account: it opens for as long as they may still give one."""

from sqlalchemy import ColumnElement, exists

from tracker.domain.access import AccessRole, Action, granted
from tracker.models import Account, DecisionLink, Membership, PhoneLink


def may_still(link: type[DecisionLink | PhoneLink], action: Action) -> ColumnElement[bool]:
    """Return the condition that whoever gave a link is still a member at its center with a right.

    Asked whenever a link is opened, it leaves nothing to be ended by whatever takes the right away.
    """
    return exists().where(
        Account.id == link.given_by,
        Account.active,
        Membership.account_id == link.given_by,
        Membership.center_id == link.center_id,
        Membership.ended_at.is_(None),
        Membership.role.in_([role.value for role in AccessRole if action in granted(role)]),
    )
