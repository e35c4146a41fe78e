"""What links for a decision are about, seen from the completions: links that are open keep them, others let them go."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.models import DecisionLink, DecisionLinkItem
from tracker.services import givers
from tracker.services.actor import Actor


def still_open() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a link opens, but for its last day, which is one of its center's clock."""
    return (
        DecisionLink.used_at.is_(None),
        DecisionLink.revoked_at.is_(None),
        givers.may_still(DecisionLink, Action.MANAGE_ACCOUNTS),
    )


def asked_about(actor: Actor, completions: Sequence[int]) -> int:
    """Return on how many of these completions somebody may decide by a link today. One statement."""
    query = (
        select(func.count(DecisionLinkItem.completion_id.distinct()))
        .join(DecisionLink, DecisionLink.id == DecisionLinkItem.link_id)
        .where(DecisionLinkItem.completion_id.in_(completions), DecisionLink.ends_on >= actor.today, *still_open())
    )
    return db.session.scalar(query) or 0


def let_go(completions: Sequence[int]) -> None:
    """Take completions that are removed off the links that were about them. One statement."""
    those = delete(DecisionLinkItem).where(DecisionLinkItem.completion_id.in_(completions))
    db.session.execute(those.execution_options(synchronize_session=False))
