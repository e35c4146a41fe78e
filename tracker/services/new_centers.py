"""Further centers of an installation: begun by its administrator, who reads none of their records."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.domain.room import Room
from tracker.domain.vocabulary import Discipline, Role
from tracker.mail.outbox import Mail
from tracker.models import Center, Membership, Person, RoleTerm, Submission
from tracker.services import centers, first_standards, history, installation, invitations, people, room
from tracker.services.second_factor import standing

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class CenterRow:
    """A center as its installation's administrator sees it: a name and numbers, nothing of its records."""

    name: str
    began_at: datetime
    members: int
    room: Room


def listing() -> list[CenterRow]:
    """Return the centers of the installation by name, at most 500. Two statements, one over all files."""
    members = (
        select(func.count(Membership.id))
        .where(Membership.center_id == Center.id, Membership.ended_at.is_(None))
        .scalar_subquery()
    )
    query = select(Center.id, Center.name, Center.created_at, members)
    with everywhere(db.session()):
        rows = db.session.execute(query.order_by(func.lower(Center.name)).limit(MOST_LISTED)).all()
    taken, none = room.of_each_center(), Room(0, installation.current().quota)
    return [CenterRow(name, began_at, count, taken.get(center, none)) for center, name, began_at, count in rows]


def was_begun_by(account_id: int, key: str) -> bool:
    """Tell whether a form was sent before. Ask inside the unit of work that would begin the center.

    Its twin of the same moment waits here until that unit of work ends: there is no center yet whose head it could
    hold.
    """
    standing.lock(account_id)
    with everywhere(db.session()):
        sent = select(Submission.id).where(Submission.account_id == account_id, Submission.key == key)
        return db.session.scalar(sent.limit(1)) is not None


def begin(
    account_id: int,
    account_name: str,
    name: str,
    time_zone: str,
    director: str,
    email: str,
    now: datetime,
    key: str = "",
    measured_by: Collection[str] = (),
) -> tuple[Mail, str]:
    """Begin a center and invite its director, who is a person of it from today on.

    `measured_by`: the optional standards that it chose, by id.

    Returns the mail to send after the commit, and the link to hand over in person. `key`: the form's, so that its twin
    can be told. Raises Conflict naming the field.
    """
    if db.session.scalar(select(Center.id).where(func.lower(Center.name) == name.lower()).limit(1)):
        raise Conflict("There is a center of this name already. Add its town.", field="center_name")
    center = centers.begin(name, time_zone, now)
    # Whoever begins it acts as its director this once, and is no member of it.
    actor = centers.actor_for(center, account_id, account_name, AccessRole.DIRECTOR, None, now)
    with working_for(db.session(), center.id):
        history.append(actor, "begin", "center", center.public_id, detail={"time_zone": time_zone})
        person = Person(name=director, discipline=Discipline.CAC)
        db.session.add(person)
        db.session.flush()
        db.session.add(RoleTerm(person_id=person.id, role=Role.EXECUTIVE_DIRECTOR, starts_on=actor.today))
        detail = people.roles_told([people.Term(Role.EXECUTIVE_DIRECTOR, actor.today)])
        history.append(actor, "add", "person", person.public_id, person_id=person.id, detail=detail)
        first_standards.follow_first(actor, measured_by)
        return invitations.invite(actor, email, AccessRole.DIRECTOR, person.public_id, key)
