"""Entries of a catalog, beside the 99 that every center begins with."""

from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import page_of
from tracker.db import db
from tracker.models import Training, TrainingAlias
from tracker.services import catalog
from tracker.services.catalog import Entry


def entry(center: CenterWorld, title: str = "Zebra course", **values: Any) -> str:
    """Add an own training; returns its public id."""
    with center.working():
        return catalog.add(center.actor(), Entry(title=title, **values))


def aliases_of(center: CenterWorld, public_id: str) -> list[str]:
    """Return the other names of an entry."""
    with center.working():
        query = select(TrainingAlias.alias).join(Training, Training.id == TrainingAlias.training_id)
        return list(db.session.scalars(query.where(Training.public_id == public_id).order_by(TrainingAlias.id)))


def listed(response: TestResponse) -> list[str]:
    """Return the titles of a page of the catalog, in order."""
    page: BeautifulSoup = page_of(response)
    return [" ".join(title.get_text().split()) for title in page.select(".catalog-list__title")]
