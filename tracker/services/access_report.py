"""Who can get into what: accounts with their roles and what they prove themselves with, invitations, programs, links.

For whoever runs the installation all of it; for a director what concerns the own center, without where else somebody
signs in, and with no more than the day on which each signed in last.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select, true

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole, Action
from tracker.models import (
    Account,
    ApiToken,
    Authenticator,
    Center,
    Identity,
    Invitation,
    KnownDevice,
    Membership,
    OneTimeLink,
    Passkey,
    Person,
    RecoveryCode,
    RoleTerm,
    SignInSession,
)
from tracker.services import access_links, access_programs
from tracker.services.access_links import OpenLink
from tracker.services.access_programs import Program
from tracker.services.actor import Actor
from tracker.services.memberships import NOT_YOURS
from tracker.services.sessions import ABSOLUTE, IDLE


@dataclass(frozen=True, slots=True)
class Post:
    """What an account may do at a center, as whom. `left_on`: the last day of the person's last role, if it is over."""

    center: str
    public_id: str
    role: AccessRole
    person: str | None
    person_name: str | None
    began_at: datetime
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Entrant:
    """An account: what it proves itself with, when it signed in last, and where it may do what."""

    public_id: str
    name: str
    email: str
    active: bool
    administrator: bool
    created_at: datetime
    password: bool
    app: bool
    passkeys: int
    recovery_codes: int
    identities: int
    sessions: int
    links: int
    last_sign_in: datetime | None
    posts: tuple[Post, ...]

    @property
    def second_factor(self) -> bool:
        """Whether there is an app or a passkey."""
        return self.app or self.passkeys > 0

    @property
    def factor_words(self) -> str:
        """The second factor as people read it; empty where there is none."""
        return " and ".join(word for word, there in (("an app", self.app), ("passkeys", self.passkeys > 0)) if there)


@dataclass(frozen=True, slots=True)
class Standing:
    """An invitation that still stands: whoever holds its link gets in."""

    center: str
    email: str
    role: AccessRole
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class House:
    """A center, and whom it asks for a second factor."""

    public_id: str
    name: str
    second_factor: str


@dataclass(frozen=True, slots=True)
class Report:
    """Who can get into what at a moment. `setup_links`: links by which a first center can still be set up.

    `whole`: it is of the installation, and not only what one center's director sees; `you`: who that director is.
    """

    at: datetime
    centers: tuple[House, ...]
    accounts: tuple[Entrant, ...]
    invitations: tuple[Standing, ...]
    programs: tuple[Program, ...]
    links: tuple[OpenLink, ...]
    closed_desks: tuple[OpenLink, ...]
    setup_links: int
    whole: bool
    you: str = ""

    def members(self, center: str) -> list[tuple[Entrant, Post]]:
        """Return who may enter a center, and as what."""
        return [(who, post) for who in self.accounts for post in who.posts if post.center == center and who.active]


def of_center(actor: Actor) -> Report:
    """Return who can get into the center in force. Thirteen statements. Raises Refused."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    found = _report(actor.now, actor.center_id, whole=False)
    you = db.session.scalar(select(Account.public_id).where(Account.id == actor.account_id))
    return replace(found, you=you or "")


def of_installation(now: datetime, center_id: int | None = None) -> Report:
    """Return who can get into what, at one center where one is named. Eleven statements."""
    with everywhere(db.session()):
        return _report(now, center_id, whole=True)


def _report(now: datetime, center_id: int | None, *, whole: bool) -> Report:
    here = true() if center_id is None else Membership.center_id == center_id
    posts = _posts(now, here)
    # Programs get in by tokens; nobody signs in with their accounts.
    people = Account.id.not_in(select(ApiToken.account_id))
    everybody = people if center_id is None else Account.id.in_(_members(here))
    programs = true() if center_id is None else ApiToken.center_id == center_id
    invited = true() if center_id is None else Invitation.center_id == center_id
    its_own = true() if center_id is None else Center.id == center_id
    centers = select(Center.public_id, Center.name, Center.second_factor).where(its_own).order_by(Center.id)
    setup = select(func.count(OneTimeLink.id)).where(OneTimeLink.account_id.is_(None), *_living_links(now))
    return Report(
        at=now,
        centers=tuple(House(*row) for row in db.session.execute(centers)),
        accounts=tuple(_entrant(row, posts) for row in db.session.execute(_accounts(now, everybody))),
        invitations=_invitations(now, invited),
        programs=access_programs.standing(now, programs),
        links=access_links.standing(now, center_id),
        closed_desks=access_links.closed_desks(now, center_id),
        setup_links=db.session.scalar(setup) or 0 if center_id is None else 0,
        whole=whole,
    )


def _members(here: ColumnElement[bool]) -> Select[Any]:
    return select(Membership.account_id).where(here, Membership.ended_at.is_(None))


def _accounts(now: datetime, those: ColumnElement[bool]) -> Select[Any]:
    def of(table: Any, what: Any, *conditions: Any) -> Any:
        return select(what).where(table.account_id == Account.id, *conditions).correlate(Account).scalar_subquery()

    living = (
        SignInSession.ended_at.is_(None),
        SignInSession.seen_at > now - IDLE,
        SignInSession.started_at > now - ABSOLUTE,
    )
    return (
        select(
            Account.id,
            Account.public_id,
            Account.display_name,
            Account.email,
            Account.active,
            Account.is_administrator,
            Account.created_at,
            Account.password_hash.is_not(None).label("password"),
            of(Authenticator, func.count(Authenticator.id), Authenticator.confirmed_at.is_not(None)).label("app"),
            of(Passkey, func.count(Passkey.id)).label("passkeys"),
            of(RecoveryCode, func.count(RecoveryCode.id), RecoveryCode.used_at.is_(None)).label("recovery_codes"),
            of(Identity, func.count(Identity.id)).label("identities"),
            of(SignInSession, func.count(SignInSession.id), *living).label("sessions"),
            of(OneTimeLink, func.count(OneTimeLink.id), *_living_links(now)).label("links"),
            of(SignInSession, func.max(SignInSession.started_at)).label("last_session"),
            of(KnownDevice, func.max(KnownDevice.last_at)).label("last_device"),
        )
        .where(those)
        .order_by(func.lower(Account.display_name), Account.id)
    )


def _entrant(row: Any, posts: dict[int, list[Post]]) -> Entrant:
    last = max((moment for moment in (row.last_session, row.last_device) if moment), default=None)
    return Entrant(
        public_id=row.public_id,
        name=row.display_name,
        email=row.email,
        active=row.active,
        administrator=row.is_administrator,
        created_at=row.created_at,
        password=bool(row.password),
        app=row.app > 0,
        passkeys=row.passkeys,
        recovery_codes=row.recovery_codes,
        identities=row.identities,
        sessions=row.sessions,
        links=row.links,
        last_sign_in=last,
        posts=tuple(posts.get(row.id, ())),
    )


def _posts(now: datetime, here: ColumnElement[bool]) -> dict[int, list[Post]]:
    terms = RoleTerm.center_id == Membership.center_id, RoleTerm.person_id == Membership.person_id
    last_day = select(func.max(RoleTerm.ends_on)).where(*terms).scalar_subquery()
    lasting = select(func.count(RoleTerm.id)).where(*terms, RoleTerm.ends_on.is_(None)).scalar_subquery()
    query = (
        select(Membership, Center.public_id, Center.time_zone, Person.public_id, Person.name, last_day, lasting)
        .join(Center, Center.id == Membership.center_id)
        .outerjoin(Person, (Person.id == Membership.person_id) & (Person.center_id == Membership.center_id))
        .where(here, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    found: dict[int, list[Post]] = defaultdict(list)
    for member, center, zone, person, name, last, still in db.session.execute(query):
        left = last if last and not still and last < now.astimezone(ZoneInfo(zone)).date() else None
        post = Post(center, member.public_id, AccessRole(member.role), person, name, member.began_at, left)
        found[member.account_id].append(post)
    return found


def _invitations(now: datetime, here: ColumnElement[bool]) -> tuple[Standing, ...]:
    query = (
        select(Center.public_id, Invitation.email, Invitation.role, Invitation.ends_at)
        .join(Center, Center.id == Invitation.center_id)
        .where(here, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.ends_at > now)
        .order_by(Invitation.ends_at, Invitation.id)
    )
    return tuple(Standing(c, email, AccessRole(role), ends) for c, email, role, ends in db.session.execute(query))


def _living_links(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return OneTimeLink.used_at.is_(None), OneTimeLink.ends_at > now
