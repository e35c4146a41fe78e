"""A center in which one training closes what people lack, so that the plan is known beforehand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import update

from tests.factories import CenterWorld
from tests.services.entries import training
from tests.services.files import row_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import PlanLineState, Role
from tracker.models import Person, PlanLine, Training
from tracker.services import plan_line_views, plan_lines, plans, standards
from tracker.services.plan_lines import Entry, PlanLineView

TITLE = "All in one"
CLOSES = "nca-csec/csec-foundations"


def only_training(center: CenterWorld) -> str:
    """Let the CSEC standard alone apply, and one training of the catalog be to be had; returns its public id."""
    with center.working():
        for each in standards.followed(center.actor()):
            if each.key != "nca-csec":
                standards.drop(center.actor(), each.key, each.edition)
        db.session.execute(update(Training).values(url=""))
    return training(
        center,
        TITLE,
        url="https://example.org/",
        hours=Decimal(4),
        topics=frozenset({"identification", "trauma", "screening"}),
        cost="free",
    )


def ahead(center: CenterWorld, days: int = 60) -> date:
    """Return a day to come on the center's clock."""
    return center.actor().today + timedelta(days=days)


def kept(center: CenterWorld, person: str = "", account: int | None = None, day: date | None = None) -> int:
    """Keep what the plan proposes for a person or for everybody, as whoever looks at it does."""
    with center.working():
        actor, on_day = center.actor(account), day or ahead(center)
        plan = plans.of_team(actor, on_day)
        mark = plan_lines.seen(plan.proposed(person))
        return plan_lines.keep(actor, on_day, person, mark)


def agreed(center: CenterWorld, person: str = "", account: int | None = None, key: str = "", **values: Any) -> str:
    """Agree on something by hand, by default on a title that is no training of the catalog."""
    typed = {"title": "Peer review with the county", "due_on": ahead(center)}
    with center.working():
        return plan_lines.add(center.actor(account), Entry(**{**typed, "person": person, **values}), key)


def lines(center: CenterWorld) -> tuple[PlanLineView, ...]:
    """Return every line, what is to do first."""
    with center.working():
        return plan_line_views.listing(center.actor())


def version(center: CenterWorld, public_id: str) -> int:
    return int(row_of(center, public_id, PlanLine).version)


def prosecutor(center: CenterWorld, name: str, *, signs_in: bool = False) -> str:
    """Add a prosecutor who completed nothing; returns the public id."""
    number = center.person(name, roles=(Role.PROSECUTOR,))
    if signs_in:
        center.member(AccessRole.STAFF, number)
    return center.public_id_of(Person, number)


def account_of(center: CenterWorld, person: str) -> int:
    """Return an account by which a person signs in, made for it."""
    return center.member(AccessRole.STAFF, row_of(center, person, Person).id)


def late_is(center: CenterWorld, days: int) -> None:
    """Let every line have been due so many days ago."""
    with center.working():
        due_on = center.actor().today - timedelta(days=days)
        db.session.execute(update(PlanLine).values(due_on=due_on))


def drop(center: CenterWorld, public_id: str, reason: str = "She left.") -> None:
    with center.working():
        plan_lines.close(center.actor(), public_id, version(center, public_id), PlanLineState.DROPPED, reason)
