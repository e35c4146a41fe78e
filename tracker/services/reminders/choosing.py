"""Whether, when and of what people are reminded: a center's settings, and everybody's own switch.

The switch also has a page that opens without signing in, for the link in the mail: its secret is the installation's
digest of the membership that it belongs to, so nothing has to be kept, and it does nothing but stop these mails.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.reminders import DAYS, offset_words, offsets_from
from tracker.formatting import join_names
from tracker.models import Account, Center, Membership
from tracker.services import centers, history, installation
from tracker.services.actor import Actor

NOT_YOURS = "Only a director says whether and when people are reminded."
NO_LINK = "This link does not work. Sign in, and look under My training."


@dataclass(frozen=True, slots=True)
class Settings:
    """A center's settings of the digest, as a form has them: the weekday as its number from Monday, 0."""

    on: bool
    weekday: str
    offsets: str
    version: int

    @property
    def days_words(self) -> str:
        """The offsets in a sentence: "90, 30 and 7 days"."""
        return f"{join_names(self.offsets.split(', '))} days"

    @property
    def day(self) -> str:
        """The weekday's name."""
        return DAYS[int(self.weekday)]


def settings(actor: Actor) -> Settings:
    """Return the center's settings. One statement."""
    row = db.session.get_one(Center, actor.center_id)
    return Settings(row.reminders_on, str(row.reminder_weekday), row.reminder_offsets, row.version)


def change(actor: Actor, wanted: Settings) -> None:
    """Change the center's settings; another day, or switching on, begins tomorrow at the earliest.

    Raises Refused; Conflict where somebody changed them meanwhile, or the offsets will not do.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    row: Center = db.session.get_one(Center, actor.center_id)
    if row.version != wanted.version:
        raise Conflict("Somebody else changed the settings meanwhile. Look at them again, then save.")
    if wanted.weekday not in {str(number) for number in range(len(DAYS))}:
        raise Conflict("Choose a day from the list.", field="weekday")
    values = {
        "reminders_on": wanted.on,
        "reminder_weekday": int(wanted.weekday),
        "reminder_offsets": offset_words(offsets_from(wanted.offsets)),
    }
    changes = {name: [getattr(row, name), after] for name, after in values.items() if getattr(row, name) != after}
    if not changes:
        return
    if {"reminders_on", "reminder_weekday"} & changes.keys():
        row.reminders_from = actor.today + timedelta(days=1)
    for name, after in values.items():
        setattr(row, name, after)
    db.session.flush()
    history.append(actor, "change", "center", row.public_id, detail=changes)


def is_reminded(actor: Actor) -> bool:
    """Tell whether the actor wants the digest. One statement."""
    return _own(actor).reminded


def switch(actor: Actor, *, on: bool) -> None:
    """Switch the actor's own digest on or off; where it stands so already, nothing changes."""
    _switch(actor, _own(actor), on=on)


def stop_address(membership: str) -> str:
    """Return the page on which the mails to a membership are stopped without signing in."""
    return f"{installation.current().base_url}/reminders/stop/{membership}/{_secret(membership)}"


def is_stopped(membership: str, secret: str) -> tuple[str, bool]:
    """Return the name of the center that a link of a mail is about, and whether these mails are stopped already.

    Raises NotFound for a link that was not made here, or whose membership ended.
    """
    with everywhere(db.session()):
        row, center, _ = _linked(membership, secret)
        return center.name, not row.reminded


def stop(membership: str, secret: str, now: datetime) -> None:
    """Stop the mails by the link in one of them; once more changes nothing. Raises NotFound."""
    with everywhere(db.session()):
        row, center, account = _linked(membership, secret)
    with working_for(db.session(), center.id):
        actor = centers.actor_for(center, account.id, account.display_name, AccessRole(row.role), row.person_id, now)
        _switch(actor, row, on=False)


def _switch(actor: Actor, row: Membership, *, on: bool) -> None:
    if row.reminded == on:
        return
    row.reminded = on
    db.session.flush()
    action = "remind" if on else "stop_reminding"
    history.append(actor, action, "membership", row.public_id, person_id=row.person_id)


def _own(actor: Actor) -> Membership:
    found = select(Membership).where(Membership.account_id == actor.account_id, Membership.ended_at.is_(None))
    row: Membership = db.session.scalars(found).one()
    return row


def _linked(membership: str, secret: str) -> tuple[Membership, Center, Account]:
    if not hmac.compare_digest(_secret(membership), secret):
        raise NotFound(NO_LINK)
    row = db.session.execute(
        select(Membership, Center, Account)
        .join(Center, Center.id == Membership.center_id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.public_id == membership, Membership.ended_at.is_(None))
    ).first()
    if row is None:
        raise NotFound(NO_LINK)
    return row.Membership, row.Center, row.Account


def _secret(membership: str) -> str:
    key = installation.current().secret_key
    made = hmac.digest(key, f"stop reminders {membership}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
