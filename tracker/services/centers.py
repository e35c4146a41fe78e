"""Centers: beginning one, its settings, its day of visit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import available_timezones

from sqlalchemy import func, select

from tracker.clock import today
from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole, Action, granted
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.second_factor import Demand
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Center, Membership, Person, RoleTerm
from tracker.services import first_standards, history, trainings
from tracker.services.actor import COMMAND_LINE, Actor

US_ZONES = (
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
    ("Pacific/Guam", "Guam"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a director sets of a center."""

    name: str
    time_zone: str
    site_visit_on: date | None
    contact: str
    own_resources: str
    version: int
    second_factor: Demand = Demand.LEADERS


def any_exists() -> bool:
    """Tell whether this installation has a center yet."""
    return db.session.execute(select(Center.id).limit(1)).first() is not None


@cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones; the machine's folders are read for it once a process."""
    return frozenset(available_timezones())


def begin(name: str, time_zone: str, now: datetime, *, second_factor: Demand = Demand.LEADERS) -> Center:
    """Begin a center: its row, and the shipped trainings as its catalog. Raises Conflict naming the field.

    `second_factor`: of whom it asks one. Of nobody only where the sign-ins are printed anyway, as the demo's are.
    """
    if time_zone not in _zones():
        raise Conflict("Choose a time zone from the list.", field="time_zone")
    center = Center(name=name, time_zone=time_zone, created_at=now, second_factor=second_factor)
    db.session.add(center)
    db.session.flush()
    with working_for(db.session(), center.id):
        trainings.copy_shipped()
    return center


def add_first_director(
    center: Center, account_id: int, name: str, now: datetime, measured_by: Collection[str] = ()
) -> Actor:
    """Make an account the director of a new center, and a person of it in the role executive director from today on.

    `measured_by`: the optional standards that the center chose, by id.
    """
    day = today(center.time_zone)
    with working_for(db.session(), center.id):
        person = Person(name=name, discipline=Discipline.CAC)
        db.session.add(person)
        db.session.flush()
        db.session.add_all(
            (
                RoleTerm(person_id=person.id, role=Role.EXECUTIVE_DIRECTOR, starts_on=day),
                Membership(account_id=account_id, person_id=person.id, role=AccessRole.DIRECTOR, began_at=now),
            )
        )
        actor = actor_for(center, account_id, name, AccessRole.DIRECTOR, person.id, now)
        history.append(actor, "begin", "center", center.public_id, detail={"time_zone": center.time_zone})
        first_standards.follow_first(actor, measured_by)
    return actor


def actor_for(
    center: Center, account_id: int, name: str, role: AccessRole, person_id: int | None, now: datetime
) -> Actor:
    """Return the actor that an account is at a center."""
    return Actor(
        account_id,
        name,
        center.id,
        center.public_id,
        center.name,
        role,
        granted(role),
        person_id,
        now,
        today(center.time_zone),
        center.time_zone,
    )


def command_actor(center: Center, now: datetime) -> Actor:
    """Return the actor that a command of the installation is at a center: nobody's account, a director's rights."""
    return actor_for(center, 0, COMMAND_LINE, AccessRole.DIRECTOR, None, now)


def settings(actor: Actor) -> Settings:
    """Return the center's settings."""
    row = db.session.get_one(Center, actor.center_id)
    return Settings(
        row.name,
        row.time_zone,
        row.site_visit_on,
        row.contact,
        row.own_resources,
        row.version,
        Demand(row.second_factor),
    )


def change(actor: Actor, wanted: Settings) -> None:
    """Change the center's settings. Raises Conflict where somebody changed them meanwhile."""
    row = _to_change(actor, wanted.version)
    if wanted.time_zone not in _zones():
        raise Conflict("Choose a time zone from the list.", field="time_zone")
    changes = {}
    for name in ("name", "time_zone", "site_visit_on", "contact", "own_resources"):
        before, after = getattr(row, name), getattr(wanted, name)
        if before != after:
            changes[name] = [str(before) if before else None, str(after) if after else None]
            setattr(row, name, after)
    if changes:
        db.session.flush()
        history.append(actor, "change", "center", row.public_id, detail=changes)


def ask_second_factor_of(actor: Actor, demand: Demand, version: int) -> bool:
    """Say of whom the center asks a second factor; returns whether it is asked of fewer people than before.

    It holds at everybody's next request. Raises Conflict where somebody changed the settings meanwhile.
    """
    row = _to_change(actor, version)
    before = Demand(row.second_factor)
    if demand is not before:
        row.second_factor = demand
        db.session.flush()
        history.append(actor, "change", "center", row.public_id, detail={"second_factor": [before.value, demand.value]})
    return demand.is_lower_than(before)


def _to_change(actor: Actor, version: int) -> Center:
    actor.must(Action.MANAGE_CENTER, "Only a director changes the center's settings.")
    row: Center = db.session.get_one(Center, actor.center_id)
    if row.version != version:
        raise Conflict("Somebody else changed the settings meanwhile. Look at them again, then save.")
    return row


def find(name_or_id: str) -> Center:
    """Return the center with this public id or, where only one has it, this name. For commands. Raises NotFound."""
    with everywhere(db.session()):
        rows = list(
            db.session.scalars(
                select(Center).where((Center.public_id == name_or_id) | (func.lower(Center.name) == name_or_id.lower()))
            )
        )
    if len(rows) != 1:
        problem = "There is no center" if not rows else "There are several centers"
        raise NotFound(f"{problem} called {name_or_id!r}. Use the center's id.")
    center: Center = rows[0]
    return center
