"""Teams as the matrix and a person's page show them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bs4 import Tag
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of
from tracker.db import db
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Agency, Center
from tracker.services import standards

CSEC = "nca-csec"
FOUNDATIONS = {"hours": Decimal(4), "topics": frozenset({"identification"})}


def visit(center: CenterWorld, day: date | None) -> None:
    """Set the day of the visit without a line of history; do it before any page is opened."""
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = day


def days_ago(center: CenterWorld, days: int) -> date:
    """Return a day so long before the center's today."""
    return center.actor().today - timedelta(days=days)


def follow_only(center: CenterWorld, *keys: str) -> None:
    """Let only these standards apply."""
    with center.working():
        for each in standards.followed(center.actor()):
            if each.key not in keys:
                standards.drop(center.actor(), each.key, each.edition)


def partner(center: CenterWorld, name: str = "Sam Okafor", agency: str = "Harbor Police", **values: Any) -> int:
    """Add an investigator of a partner agency."""
    with center.working():
        row = Agency(name=agency, discipline=Discipline.LAW_ENFORCEMENT)
        db.session.add(row)
        db.session.flush()
        number = row.id
    roles = (Role.LAW_ENFORCEMENT_INVESTIGATOR,)
    return center.person(name, roles=roles, discipline=Discipline.LAW_ENFORCEMENT, agency_id=number, **values)


def rows(client: FlaskClient, path: str) -> dict[str, Tag]:
    """Return the rows of the matrix by the name at their head."""
    found = {}
    for row in page_of(client.get(path)).select("table.matrix tbody tr"):
        assert row.th is not None
        found[row.th.get_text()] = row
    return found


def columns(client: FlaskClient, path: str) -> list[str]:
    """Return the heads of the requirements shown."""
    heads = page_of(client.get(path)).select("table.matrix thead th")
    return [head.get_text() for head in heads][1:-2]


def cell(client: FlaskClient, path: str, name: str, title: str) -> str:
    """Return the words of one cell: its status and, opened, its reason."""
    at = columns(client, path).index(title)
    return " ".join(rows(client, path)[name].select("td.cell")[at].get_text(" ").split())


def numbers(client: FlaskClient, path: str, name: str) -> list[str]:
    """Return the two numbers at the end of a row: hours done, and requirements met."""
    return [box.get_text() for box in rows(client, path)[name].select("td.number")]
