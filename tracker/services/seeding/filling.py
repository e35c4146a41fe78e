"""Fills centers one after the other, each in a transaction of its own, so that a stopped run leaves whole centers."""

import io
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.domain.second_factor import Demand
from tracker.intake.drawing import certificate
from tracker.models import Account, Center, Membership
from tracker.services import accounts, centers, file_copies, history, limits, one_time_links, passwords, sessions
from tracker.services.one_time_links import Purpose
from tracker.services.seeding import others, proofs, records, team, tokens

TIME_ZONE, MEASURED_BY = "America/Chicago", ("nca-csec",)
UNTIL_VISIT = timedelta(days=120)
PASSWORD_BYTES = 12
OTHER_MEMBERS = (AccessRole.STAFF, AccessRole.DEPUTY)


@dataclass(frozen=True, slots=True)
class Login:
    """How somebody signs in, and at which center; no center for the administrator of the installation.

    `totp_secret`: what an authenticator app makes the six digits from, for who is asked for them after the password.
    """

    role: str
    email: str
    password: str
    center: str = ""
    center_name: str = ""
    totp_secret: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was made, and who can sign in."""

    centers: int
    people: int
    completions: int
    logins: tuple[Login, ...]


@dataclass(frozen=True, slots=True)
class _Entrance:
    """What all accounts of one run share: a password made for it, hashed once, for hashing takes 20 ms."""

    password: str
    kept: str
    now: datetime

    def account(self, email: str, *, administers: bool = False) -> int:
        """Add an account; returns its number."""
        row = Account(
            email=accounts.clean_email(email),
            display_name="Seeded Account",
            password_hash=self.kept,
            is_administrator=administers,
            created_at=self.now,
        )
        db.session.add(row)
        db.session.flush()
        return row.id


def fill(count: int, seed: int, people: int, completions: int, now: datetime) -> Filled:
    """Make centers with people and completions, a transaction a center.

    Costs about 0.1 s a center of 2,000 completions. Raises Conflict for a seed that was used here before.
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    entrance = _Entrance(password, passwords.keep(password), now)
    proof = _keep_certificate()
    with unit_of_work():
        logins = [_begin(entrance, seed)]
    for number in range(1, count + 1):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 data to measure with, no secret
        with unit_of_work():
            logins += _center(chance, entrance, f"{seed}-{number}", (people, completions), proof)
    return Filled(count, count * people, count * people * completions, tuple(logins))


def _begin(entrance: _Entrance, seed: int) -> Login:
    """Make what belongs to no center: an administrator, signed in somewhere, with a link sent and a wrong password."""
    email = f"administrator-{seed}@seed.example"
    if db.session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Conflict(f"Seed {seed} was used in this installation before. Choose another number with --seed.")
    account = entrance.account(email, administers=True)
    sessions.start(account, "Seeded browser", entrance.now)
    secret = proofs.add(account, email, entrance.now)
    limits.count_try(f"seed {seed}", entrance.now)
    one_time_links.make(Purpose.PASSWORD_RESET, entrance.now, one_time_links.PASSWORD_RESET_LASTS, account)
    return Login("administrator", email, entrance.password, totp_secret=secret)


def _keep_certificate() -> records.Proof:
    stored = file_copies.store().put(io.BytesIO(certificate(["Invented for measuring"], "JPEG")))
    return records.Proof(stored.sha256, stored.size)


def _center(
    chance: random.Random, entrance: _Entrance, name: str, size: tuple[int, int], proof: records.Proof
) -> list[Login]:
    people, completions = size
    first = f"director-{name}@seed.example"
    account = entrance.account(first)
    # The password that is printed suffices here, so that programs can examine it.
    center: Center = centers.begin(f"Seeded center {name}", TIME_ZONE, entrance.now, second_factor=Demand.NOBODY)
    director = centers.add_first_director(center, account, "Seeded Director", entrance.now, MEASURED_BY)
    center.site_visit_on = director.today + UNTIL_VISIT
    with working_for(db.session(), center.id):
        persons = team.add(chance, director, people)
        event = others.event(director)
        records.add(chance, director, persons, completions, (proof, event))
        others.add(director)
        tokens.add(director)
        members = _members(entrance, name, persons)
        history.append(director, "seed", "center", center.public_id, detail={"people": people})
    return [
        Login(role.value, email, entrance.password, center.public_id, center.name)
        for role, email in ((AccessRole.DIRECTOR, first), *members)
    ]


def _members(entrance: _Entrance, name: str, persons: Sequence[int]) -> list[tuple[AccessRole, str]]:
    """Let the first people of a center sign in as staff and as deputy."""
    made = []
    for role, person in zip(OTHER_MEMBERS, persons, strict=False):
        email = f"{role.value}-{name}@seed.example"
        account = entrance.account(email)
        db.session.add(Membership(account_id=account, person_id=person, role=role, began_at=entrance.now))
        made.append((role, email))
    return made
