"""Passkeys: a key pair that a phone, a computer or a security key keeps for one address (WebAuthn).

The address is part of what is signed, so a copy of our page elsewhere gains nothing. Every passkey is found by the
browser itself and asks for its owner's finger, face or PIN: it is two factors in one, and needs no password beside it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update
from webauthn import generate_authentication_options, generate_registration_options, options_to_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.models import Account, Passkey
from tracker.models.second_factor import PASSKEY_NAME_LENGTH
from tracker.services import installation
from tracker.services.second_factor import passkey_answers, questions, steps
from tracker.services.second_factor.passkey_answers import Kept, NotAnAnswer, Place
from tracker.services.second_factor.steps import Purpose

TITLE = "Training Tracker"
MOST = 20
NOT_TAKEN = "This passkey could not be read, or its question was too old. Begin again."
NOT_HERE = "This passkey opens no account here, or its question was too old. Try again, or sign in with your password."
NO_SUCH = "There is no such passkey."
NEEDS_A_NAME = "Passkeys belong to a name, and this installation's address is a number."


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey as its owner sees it."""

    public_id: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked: the secret of the step, which is signed, and the options as WebAuthn has them."""

    secret: str
    options: dict[str, Any]


def place() -> Place | None:
    """Return where passkeys belong; None where the installation's address is a number, which they cannot belong to."""
    address = installation.current().base_url
    host = urlsplit(address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Place(host, address)
    return None


def ask_for_new(account_id: int, now: datetime) -> Question:
    """Begin the making of a passkey. Raises Conflict where there can be none."""
    account = db.session.get_one(Account, account_id)
    kept = db.session.scalars(select(Passkey.credential_id).where(Passkey.account_id == account_id)).all()
    if len(kept) >= MOST:
        raise Conflict(f"An account has at most {MOST} passkeys. Remove one that you do not use.")
    secret = steps.begin(Purpose.NEW_PASSKEY, now, account_id)
    options = generate_registration_options(
        rp_id=_place().name,
        rp_name=TITLE,
        user_name=account.email,
        user_display_name=account.display_name,
        user_id=account.public_id.encode(),
        challenge=secret.encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in kept],
    )
    return Question(secret, json.loads(options_to_json(options)))


def add(account_id: int, secret: str, answer: str, name: str, now: datetime) -> None:
    """Keep a passkey that was made as asked. Raises Conflict where it was not."""
    step = steps.answer(Purpose.NEW_PASSKEY, secret, now)
    if step is None or step.account_id != account_id:
        raise Conflict(NOT_TAKEN)
    try:
        made = passkey_answers.read_new(answer, secret, _place())
    except NotAnAnswer:
        raise Conflict(NOT_TAKEN) from None
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)) is not None:
        raise Conflict("This passkey is kept already.")
    db.session.add(
        Passkey(
            account_id=account_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=name[:PASSKEY_NAME_LENGTH],
            added_at=now,
        )
    )
    db.session.flush()


def ask(now: datetime) -> Question:
    """Ask for any passkey of this place; the browser shows its owner which there are. Nothing is kept of it."""
    secret = questions.ask(now)
    options = generate_authentication_options(
        rp_id=_place().name, challenge=secret.encode(), user_verification=UserVerificationRequirement.REQUIRED
    )
    return Question(secret, json.loads(options_to_json(options)))


def check(secret: str, answer: str, now: datetime) -> int:
    """Return the account whose passkey answered. Raises Refused, in the same words for whatever is wrong."""
    named = passkey_answers.credential_in(answer)
    key = db.session.scalar(select(Passkey).where(Passkey.credential_id == named)) if named else None
    if key is None or not questions.waits(secret, now):
        raise Refused(NOT_HERE)
    try:
        count = passkey_answers.read(answer, secret, _place(), Kept(key.public_key, key.sign_count))
    except NotAnAnswer:
        raise Refused(NOT_HERE) from None
    if not questions.answer(secret, key.account_id, now):
        raise Refused(NOT_HERE)
    # A count that rises says that it is no copy. Keys that keep none say 0 each time.
    used = db.session.execute(
        update(Passkey)
        .where(Passkey.id == key.id, (Passkey.sign_count < count) | (Passkey.sign_count == 0))
        .values(sign_count=count, used_at=now)
    )
    if not used.rowcount:
        raise Refused(NOT_HERE)
    return int(key.account_id)


def rename(account_id: int, public_id: str, name: str) -> None:
    """Give one of the account's own passkeys another name. Raises NotFound."""
    own = (Passkey.account_id == account_id, Passkey.public_id == public_id)
    if not db.session.execute(update(Passkey).where(*own).values(name=name)).rowcount:
        raise NotFound(NO_SUCH)


def remove(account_id: int, public_id: str) -> None:
    """Forget one of the account's own passkeys."""
    db.session.execute(delete(Passkey).where(Passkey.account_id == account_id, Passkey.public_id == public_id))


def remove_all(account_id: int) -> None:
    """Forget every passkey of an account."""
    db.session.execute(delete(Passkey).where(Passkey.account_id == account_id))


def listing(account_id: int) -> tuple[PasskeyView, ...]:
    """Return the account's passkeys, the first one added on top."""
    rows = db.session.execute(
        select(Passkey.public_id, Passkey.name, Passkey.added_at, Passkey.used_at)
        .where(Passkey.account_id == account_id)
        .order_by(Passkey.id)
    )
    return tuple(PasskeyView(*row) for row in rows)


def _place() -> Place:
    here = place()
    if here is None:
        raise Conflict(NEEDS_A_NAME)
    return here
