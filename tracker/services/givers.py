"""Whoever gave a link to somebody without an account: it opens for as long as they may still give one."""

from typing import Any

from sqlalchemy import ColumnElement, exists

from tracker.domain.access import AccessRole, Action, granted
from tracker.models import Account, DecisionLink, Desk, Membership, PhoneLink


def may_still(link: type[DecisionLink | Desk | PhoneLink], action: Action) -> ColumnElement[bool]:
    """Return the condition that whoever gave a link is still a member at its center with a right.

    Asked whenever a link is opened, it leaves nothing to be ended by whatever takes the right away.
    """
    roles = [role.value for role in AccessRole if action in granted(role)]
    return stays(link.given_by, link.center_id, Membership.role.in_(roles))


def stays(account: Any, center: Any, *besides: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the account of a column is open and a member at the center of another."""
    return exists().where(
        Account.id == account,
        Account.active,
        Membership.account_id == account,
        Membership.center_id == center,
        Membership.ended_at.is_(None),
        *besides,
    )
