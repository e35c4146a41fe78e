"""What a restore closes: a backup must not bring back a session or a link that somebody had ended since.

Whatever is opened by a secret that somebody outside may hold is closed here, whether it was open on the day of the
backup or not. What people prove themselves with stays: passwords, second factors and recovery codes.
"""

from datetime import datetime

from sqlalchemy import delete, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.models import (
    ApiToken,
    CalendarFeed,
    Center,
    DecisionLink,
    Desk,
    DeskVisit,
    Invitation,
    OneTimeLink,
    PhoneLink,
    SignInSession,
    SignInStep,
)
from tracker.services import centers, history, planned_events


def close(made_at: datetime, now: datetime) -> None:
    """End whatever is opened by a secret: sign-ins and their steps, invitations, links of each kind, tokens, addresses
    of calendars, codes of events. Each center's history tells the restore.
    """
    ended = (
        update(SignInSession).where(SignInSession.ended_at.is_(None)).values(ended_at=now),
        update(OneTimeLink).where(OneTimeLink.used_at.is_(None)).values(used_at=now),
        update(SignInStep).where(SignInStep.used_at.is_(None)).values(used_at=now),
        update(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
        .values(withdrawn_at=now),
        update(ApiToken).where(ApiToken.revoked_at.is_(None)).values(revoked_at=now),
        update(PhoneLink).where(PhoneLink.used_at.is_(None), PhoneLink.revoked_at.is_(None)).values(revoked_at=now),
        update(DecisionLink)
        .where(DecisionLink.used_at.is_(None), DecisionLink.revoked_at.is_(None))
        .values(revoked_at=now),
        update(Desk).where(Desk.revoked_at.is_(None)).values(revoked_at=now, version=Desk.version + 1),
        delete(DeskVisit),
        update(CalendarFeed).where(CalendarFeed.ended_at.is_(None)).values(ended_at=now),
    )
    with everywhere(db.session()):
        for statement in ended:
            db.session.execute(statement.execution_options(synchronize_session=False))
        all_centers = list(db.session.scalars(select(Center).order_by(Center.id)))
    for center in all_centers:
        with working_for(db.session(), center.id):
            planned_events.draw_all_anew()
            detail = {"as_it_was": made_at.isoformat(timespec="seconds")}
            history.append(centers.command_actor(center, now), "restore", "records", center.public_id, detail=detail)
