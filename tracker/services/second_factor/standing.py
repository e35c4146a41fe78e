"""What an account has to prove itself with, and forgetting all of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Account, Authenticator, Passkey
from tracker.services import sessions
from tracker.services.second_factor import authenticators, passkeys, recovery_codes, steps
from tracker.services.second_factor.passkeys import PasskeyView


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account signs in with."""

    has_password: bool
    app_since: datetime | None
    passkeys: tuple[PasskeyView, ...]
    codes_left: int

    @property
    def has_factor(self) -> bool:
        """Whether there is a second factor; codes on paper stand in for one, and are none by themselves."""
        return self.count > 0

    @property
    def count(self) -> int:
        """How many second factors there are."""
        return len(self.passkeys) + (self.app_since is not None)

    def passkey(self, public_id: str) -> PasskeyView:
        """Return one of the passkeys. Raises NotFound."""
        found = [each for each in self.passkeys if each.public_id == public_id]
        if not found:
            raise NotFound(passkeys.NO_SUCH)
        return found[0]

    @property
    def words(self) -> str:
        """What there is, in words for a list: "app, 2 passkeys"; empty where there is nothing."""
        keys = len(self.passkeys)
        named = ["app"] if self.app_since else []
        return ", ".join(named + ([f"{keys} passkeys" if keys > 1 else "passkey"] if keys else []))


def of(account_id: int) -> Standing:
    """Return what an account signs in with. Three statements."""
    row = db.session.execute(
        select(Account.password_hash, Authenticator.confirmed_at)
        .outerjoin(Authenticator, Authenticator.account_id == Account.id)
        .where(Account.id == account_id)
    ).one()
    return Standing(
        row.password_hash is not None,
        row.confirmed_at,
        passkeys.listing(account_id),
        recovery_codes.remaining(account_id),
    )


def has_factor() -> ColumnElement[bool]:
    """Return the condition that the account of a statement has a second factor."""
    app = exists().where(Authenticator.account_id == Account.id, Authenticator.confirmed_at.is_not(None))
    return or_(app, exists().where(Passkey.account_id == Account.id))


def is_asked(account_id: int) -> bool:
    """Tell whether the account has a second factor, so that it is asked for. One statement."""
    return bool(db.session.scalar(select(has_factor()).where(Account.id == account_id)))


def lock(account_id: int) -> Account:
    """Return an account's row, held until the transaction ends.

    So that nobody comes in by a password alone at the very moment in which a second factor is added.
    """
    account: Account = db.session.get_one(Account, account_id, with_for_update=True, populate_existing=True)
    return account


def forget_all(account_id: int, now: datetime) -> None:
    """Forget every second factor of an account, and end its sessions and what waits for an answer."""
    authenticators.remove(account_id)
    passkeys.remove_all(account_id)
    recovery_codes.remove(account_id)
    steps.end_all(account_id, now)
    sessions.end_all(account_id, now)
