"""Which standards a center follows, and who checked their text."""

from sqlalchemy import select

from tracker.db import db
from tracker.domain.standard import Standard
from tracker.models import FollowedStandard
from tracker.services.actor import Actor
from tracker.standards import editions


def draft_notice(actor: Actor) -> str:
    """Return what must be said on every page while a followed standard is an unchecked draft; empty otherwise."""
    rows = db.session.execute(
        select(FollowedStandard.standard, FollowedStandard.edition).where(
            FollowedStandard.dropped_at.is_(None), FollowedStandard.checked_on.is_(None)
        )
    ).all()
    notices = (_notice(editions.edition(key, edition)) for key, edition in rows)
    return " ".join(notice for notice in notices if notice)


def _notice(standard: Standard) -> str:
    return standard.notice if standard.checked is None else ""
