"""What a restore closes: a backup must not bring back a session or a link that somebody had ended since."""

from datetime import datetime

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.models import ApiToken, Center, Invitation, OneTimeLink, PhoneLink, SignInSession, SignInStep
from tracker.services import centers, history


def close(made_at: datetime, now: datetime) -> None:
    """End every session, link, invitation, token and step of signing in; each center's history tells the restore."""
    ended = (
        update(SignInSession).where(SignInSession.ended_at.is_(None)).values(ended_at=now),
        update(OneTimeLink).where(OneTimeLink.used_at.is_(None)).values(used_at=now),
        update(SignInStep).where(SignInStep.used_at.is_(None)).values(used_at=now),
        update(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
        .values(withdrawn_at=now),
        update(ApiToken).where(ApiToken.revoked_at.is_(None)).values(revoked_at=now),
        update(PhoneLink).where(PhoneLink.used_at.is_(None), PhoneLink.revoked_at.is_(None)).values(revoked_at=now),
    )
    with everywhere(db.session()):
        for statement in ended:
            db.session.execute(statement)
        all_centers = list(db.session.scalars(select(Center).order_by(Center.id)))
    for center in all_centers:
        with working_for(db.session(), center.id):
            detail = {"as_it_was": made_at.isoformat(timespec="seconds")}
            history.append(centers.command_actor(center, now), "restore", "records", center.public_id, detail=detail)
